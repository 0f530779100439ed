"""Inflected forms of the field's Turkish nouns, made by the rules of Turkish (vowel harmony, consonants that soften, buffers).

The rules are those of the Turkish Language Association's spelling guide (Yazım Kılavuzu); a noun whose stem changes is listed
with the stem that it has before a vowel ("kitap/kitab").
"""

NOUNS = [
    "enerji",
    "verimlilik/verimliliğ",
    "dönüşüm",
    "makine",
    "üretim",
    "bakım",
    "eğitim",
    "işçi",
    "fabrika",
    "operatör",
    "vardiya",
    "mentor",
    "sertifika",
    "atık/atığ",
    "çelik/çeliğ",
    "kalıp/kalıb",
    "kumaş",
    "tezgâh",
    "sensör",
    "karbon",
    "emisyon",
    "rapor",
    "firma",
    "tedarik/tedariğ",
    "yazılım",
    "donanım",
    "güvenlik/güvenliğ",
    "kaza",
    "eldiven",
    "baret",
    "gözlük/gözlüğ",
    "etiket/etiket",
    "israf",
    "stok/stok",
    "kalite",
    "ölçü",
    "tolerans",
    "parça",
    "hata",
    "duruş",
    "arıza",
    "yağ",
    "hava",
    "kaçak/kaçağ",
    "kompresör",
    "motor",
    "arıtma",
    "ambalaj",
    "malzeme",
    "kazanım",
    "döngü",
    "tasarım",
    "yol",
    "harita",
    "kanıt/kanıt",
    "boyut/boyut",
    "öncelik/önceliğ",
    "yatırım",
    "gerekçe",
    "maliyet/maliyet",
    "kazanç/kazanc",
    "risk/risk",
    "hedef/hedef",
    "gösterge",
    "veri",
    "pano",
    "grafik/grafiğ",
    "tablo",
    "program/program",
    "kurs",
    "toplantı",
    "görüşme",
    "koçluk/koçluğ",
    "kadın",
    "ücret/ücret",
    "izin/izn",
    "hak/hakk",
    "sigorta",
    "bordro",
    "taciz",
    "ayrımcılık/ayrımcılığ",
    "eşitlik/eşitliğ",
    "rehber",
    "kitap/kitab",
    "ders",
    "soru",
    "cevap/cevab",
    "sınıf/sınıf",
]
PATTERNS = [
    "lAr", "(y)I", "(n)In", "(y)A", "DA", "DAn", "(y)lA", "lArI", "lArIn", "lArA", "lArDA", "lArDAn", "lArlA",
    "(I)m", "(I)mIz", "(I)nIz", "(s)I", "(s)InI", "(s)InIn", "(s)InA", "(s)IndA", "(s)IndAn", "DAki",
]  # fmt: skip
"""A: a or e; I: ı, i, u or ü; D: d or t; (y), (n), (s): only after a vowel; (I): only after a consonant."""

_VOWELS = "aıoueiöü"
_HARD = "fstkçşhp"


def inflected() -> list[tuple[str, str]]:
    """All (form, noun) pairs."""
    pairs = []
    for entry in NOUNS:
        noun, _, softened = entry.partition("/")
        for pattern in PATTERNS:
            pairs.append((_join(noun, softened or noun, pattern), noun))
    return pairs


def _join(noun: str, softened: str, pattern: str) -> str:
    ends_in_vowel = noun[-1] in _VOWELS
    if pattern.startswith("("):
        letter, rest = pattern[1], pattern[3:]
        suffix = (
            (rest if ends_in_vowel else letter + rest)
            if letter == "I"
            else (letter + rest if ends_in_vowel else rest)
        )
    else:
        suffix = pattern
    word = noun
    if suffix[0] in "AI" and not ends_in_vowel:
        word = softened
    vowel = next(letter for letter in reversed(noun.replace("â", "a")) if letter in _VOWELS)
    for letter in suffix:
        if letter == "A":
            letter = "a" if vowel in "aıou" else "e"
        elif letter == "I":
            letter = {"a": "ı", "ı": "ı", "o": "u", "u": "u", "e": "i", "i": "i", "ö": "ü", "ü": "ü"}[vowel]
        elif letter == "D":
            letter = "t" if word[-1] in _HARD else "d"
        word += letter
        if letter in _VOWELS:
            vowel = letter
    return word
