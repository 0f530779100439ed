"""Which packages there are: for each its main library, the trait it stands for, and what an author has put into it."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Trait:
    """library: main library, as "Name 1.0". score, max_score: what a right answer reports; None for no score at all."""

    library: str
    title: str
    shows: str
    parameters: dict[str, Any]
    language: str = "tr"
    max_score: int | None = None
    embed_types: tuple[str, ...] = ("div",)
    files: dict[str, bytes] = field(default_factory=dict)


# One pixel.
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c6360605800000084004b8e"
    "c1c0200000000049454e44ae426082"
)


def _choice(question: str, right: str, *wrong: str) -> dict[str, Any]:
    answers = [{"text": right, "correct": True}, *({"text": text, "correct": False} for text in wrong)]
    return {"question": question, "answers": answers, "points": 1}


def _part(library: str, identifier: str, title: str, parameters: dict[str, Any]) -> dict[str, Any]:
    metadata = {"title": title, "license": "U", "contentType": library.partition(" ")[0]}
    return {"library": library, "subContentId": identifier, "metadata": metadata, "params": parameters}


TRAITS: dict[str, Trait] = {
    "plain": Trait(
        library="H5P.ImecePlain 1.0",
        title="Kişisel koruyucu donanım",
        shows="no xAPI at all, a picture of the content's own",
        parameters={
            "text": "<p>Dokuma salonunda <strong>kulaklık</strong> takılır.</p>",
            "image": {"path": "images/helmet.png", "mime": "image/png", "width": 1, "height": 1},
            "alt": "Kulaklık takan bir kadın",
        },
        files={"images/helmet.png": PICTURE},
    ),
    "scored": Trait(
        library="H5P.ImeceChoice 1.0",
        title="Enerji sorusu",
        shows="one question: answered and completed with a score",
        parameters=_choice("Basınçlı havada en çok enerji nerede yitirilir?", "Kaçaklarda", "Aydınlatmada", "Kapılarda"),
        max_score=1,
    ),
    "resume": Trait(
        library="H5P.ImeceSteps 1.0",
        title="Vardiya devri",
        shows="keeps its state and goes on from it",
        parameters={"steps": ["Makinenin durumunu yazın.", "Eksik malzemeyi yazın.", "Güvenlik notunu yazın."]},
        max_score=3,
    ),
    "column": Trait(
        library="H5P.ImeceColumn 1.0",
        title="Üç soru",
        shows="three contents in one, each with its own statements",
        parameters={
            "parts": [
                _part("H5P.ImeceChoice 1.0", "11111111-1111-4111-8111-111111111111", "Su",
                      _choice("Boyahanede su neyle ölçülür?", "Sayaçla", "Terazi ile")),
                _part("H5P.ImeceChoice 1.0", "22222222-2222-4222-8222-222222222222", "Isı",
                      _choice("Atık ısı nereden geri kazanılır?", "Bacadan", "Depodan")),
                _part("H5P.ImeceChoice 1.0", "33333333-3333-4333-8333-333333333333", "Atık",
                      _choice("Telef nereye konur?", "Ayrı kaba", "Çöpe")),
            ]
        },
        max_score=3,
    ),
    "framed": Trait(
        library="H5P.ImeceFramed 1.0",
        title="Adım adım",
        shows="asks for a frame of its own, grows, fills the screen",
        parameters={"rows": ["Durdur", "Kilitle", "Etiketle", "Dene"]},
        embed_types=("iframe",),
        max_score=4,
    ),
    "deep": Trait(
        library="H5P.ImeceDeep 1.0",
        title="Otuz kitaplık",
        shows="thirty libraries in a chain and diamonds: each checks that what it needs is there",
        parameters={},
        max_score=30,
    ),
    "languages": Trait(
        library="H5P.ImeceTalk 1.0",
        title="Karşılama",
        shows="language files and translated strings",
        parameters={"name": "Işıl", "l10n": {"greeting": "Hoş geldiniz", "done": "Okudum"}},
    ),
    "patched": Trait(
        library="H5P.ImecePatched 1.2",
        title="Yamalı",
        shows="one library at several patches: build_package(\"patched\", patch=5)",
        parameters={"text": "Hangi yama çalışıyor?"},
        max_score=1,
    ),
    "rtl": Trait(
        library="H5P.ImeceRtl 1.0",
        title="ترتيب الخطوات",
        shows="its own styles from right to left, with a picture of the library's own",
        parameters={"task": "اضغطي الخطوات بالترتيب", "words": ["أوقفي الآلة", "اقفليها", "علّقي البطاقة"]},
        language="ar",
        max_score=3,
    ),
    "hostile": Trait(
        library="H5P.ImeceReach 1.0",
        title="Uzanan",
        shows="reaches for cookies, storage, the page around it, other packages, the network and the CMS",
        parameters={},
    ),
}  # fmt: skip
