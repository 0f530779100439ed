"""The interface is complete in Turkish, English and Arabic; so are the packages' screens that our people see."""

import gettext
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.test import override_settings
from django.utils.translation import trans_real
from django.utils.translation.template import templatize

from core import interface_texts
from core.interface_texts import (
    LANGUAGES,
    OUR_FOLDERS,
    PLURAL_FORMS,
    Text,
    texts_in_python,
    texts_in_template,
)
from core.management.commands.collect_texts import Command as CollectTexts
from core.management.commands.collect_texts import catalogues, collect
from core.management.commands.compile_catalogues import compile_catalogue

OURS, PACKAGES = (Path(folder) for folder in settings.LOCALE_PATHS)
ROOT = OURS.parent

WORDS_NOT_USED = {
    # docs/glossary.md says which word stands in their place.
    "tr": re.compile(
        r"\b(kohort|öğrenci|eğitmen|öğretmen|kurs(?!or)|şifre|sınav|kısa sınav|şık\b|çevrimiçi|çevrimdışı|e-?mail\b|eposta|"
        r"mail\b|yayınla|oturum aç|oturumu aç|çözüm ortağı|snippet|lokal\b|dashboard|resim(?! altı)|moderasyon|revizyon)",
        re.IGNORECASE,
    ),
    "ar": re.compile(r"(?<!\w)(ال)?(طالب|طالبة|طلاب|طالبات|كورس|كورسات|فوج|أفواج|معلمة|باسورد|إيميل)(?!\w)"),
}
OUR_WORDS_NOT_USED = {
    "tr": re.compile(r"\b(şirket|baskı|yerel|alias|slug|sen\b|sana\b|senin\b)", re.IGNORECASE),
    "ar": re.compile(r"(?<!\w)أنتَ(?!\w)"),
}
ENGLISH_NOT_USED = re.compile(
    r"\b(learners?|students?|teachers?|pupils?|log ?in|log ?out|cohorts?|quizz(?!es))\b", re.IGNORECASE
)

PLACEHOLDER = re.compile(r"%\(\w+\)(?:\.\d+)?[sdif]|(?<!%)(?:%%)*%[sdi]|\{\w*\}")
NOT_WORDS = re.compile(r"<[^>]*>|%\(\w+\)s|\{\w*\}|https?://\S+")
SUFFIX_AFTER_NAME = re.compile(r"(%\(\w+\)[sd]|\{\w*\})[”\"»]?['’][a-zçğıöşü]")
"""A Turkish suffix follows the sound of the word before it, which a placeholder does not tell."""


@cache
def catalogue(path: Path) -> polib.POFile:
    return polib.pofile(str(path))


@cache
def our_texts() -> set[Text]:
    return interface_texts.our_texts()


@cache
def package_texts(domain: str) -> set[Text]:
    is_script = domain == "djangojs"
    return interface_texts.package_script_texts() if is_script else interface_texts.package_texts()


def every_catalogue() -> list[Path]:
    return sorted(OURS.rglob("*.po"))


def own(language: str) -> Path:
    return OURS / language / "LC_MESSAGES" / "django.po"


def translations(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def name_of(path: Path) -> str:
    return str(path.relative_to(OURS))


each_catalogue = pytest.mark.parametrize("path", every_catalogue(), ids=name_of)
each_language = pytest.mark.parametrize("language", LANGUAGES)


# Complete ---------------------------------------------------------------------------------------------------------


@each_language
def test_nothing_of_ours_is_missing_and_nothing_is_left_over(language):
    there = {(entry.msgctxt or "", entry.msgid) for entry in catalogue(own(language)) if entry.translated()}
    wanted = {text.key for text in our_texts()}
    assert sorted(wanted - there) == [], (
        f"run `make messages`, then translate them in {name_of(own(language))}"
    )
    assert sorted(there - wanted) == [], "gone from the code: run `make messages`"


@each_language
@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_no_text_of_the_packages_is_untranslated(language, domain):
    there = interface_texts.package_translations(language, domain)
    for folder in (OURS, PACKAGES):
        path = folder / language / "LC_MESSAGES" / f"{domain}.po"
        if path.exists():
            there |= {(entry.msgctxt or "", entry.msgid) for entry in catalogue(path) if entry.translated()}
    missing = sorted(text.key for text in package_texts(domain) if text.key not in there)
    assert missing == [], "run `make messages`, then translate them in locale/third_party"


def test_the_packages_leave_something_to_us():
    """Guards the test above: Wagtail's Turkish alone lacks hundreds of texts."""
    there = interface_texts.package_translations("tr", "django")
    assert len([text for text in package_texts("django") if text.key not in there]) > 100


@each_catalogue
def test_no_entry_is_empty_doubtful_or_obsolete(path):
    entries = catalogue(path)
    assert [entry.msgid for entry in entries.untranslated_entries()] == []
    assert [entry.msgid for entry in entries.fuzzy_entries()] == []
    assert [entry.msgid for entry in entries.obsolete_entries()] == []


@each_catalogue
def test_every_plural_form_is_there(path):
    language = path.parents[1].name
    entries = catalogue(path)
    assert entries.metadata["Plural-Forms"] == PLURAL_FORMS[language]
    count = {"tr": 2, "ar": 6}[language]
    for entry in entries:
        if entry.msgid_plural:
            assert sorted(entry.msgstr_plural) == list(range(count)), entry.msgid
            assert all(form.strip() for form in entry.msgstr_plural.values()), entry.msgid


@each_language
def test_a_text_has_a_plural_in_the_catalogue_when_it_has_one_in_the_code(language):
    entries = {(entry.msgctxt or "", entry.msgid): entry.msgid_plural for entry in catalogue(own(language))}
    assert [text for text in our_texts() if text.plural and entries[text.key] != text.plural] == []


# Right ------------------------------------------------------------------------------------------------------------


@each_catalogue
def test_placeholders_are_those_of_the_english_text(path):
    """A plural form may say "one lesson" without its number; all other texts name exactly what the English one does."""
    wrong = []
    for entry in catalogue(path):
        wanted = set(PLACEHOLDER.findall(entry.msgid))
        known = wanted | set(PLACEHOLDER.findall(entry.msgid_plural or ""))
        for text in translations(entry):
            found = set(PLACEHOLDER.findall(text))
            if not (found <= known if entry.msgid_plural else found == wanted):
                wrong.append((entry.msgid, text))
    assert wrong == []


@each_catalogue
def test_a_sign_per_cent_does_not_break_a_text_with_placeholders(path):
    for entry in catalogue(path):
        if "%(" in entry.msgid:
            values = {
                name: 1
                for text in (entry.msgid, entry.msgid_plural)
                for name in re.findall(r"%\((\w+)\)", text)
            }
            for text in translations(entry):
                assert text % values, entry.msgid


@each_catalogue
def test_spaces_and_line_breaks_at_both_ends_are_those_of_the_english_text(path):
    wrong = []
    for entry in catalogue(path):
        ends = re.match(r"\s*", entry.msgid)[0], re.search(r"\s*$", entry.msgid)[0]
        wrong += [
            (entry.msgid, text)
            for text in translations(entry)
            if (re.match(r"\s*", text)[0], re.search(r"\s*$", text)[0]) != ends
        ]
    assert wrong == []


@each_catalogue
def test_tags_are_those_of_the_english_text(path):
    def tags(text: str) -> list[str]:
        return sorted(re.findall(r"</?\w+", text))

    wrong = [
        (entry.msgid, text)
        for entry in catalogue(path)
        for text in translations(entry)
        if not entry.msgid_plural and tags(text) != tags(entry.msgid)
    ]
    assert wrong == []


@each_catalogue
def test_words_that_the_word_list_rules_out_are_not_used(path):
    language = path.parents[1].name
    lists = [WORDS_NOT_USED[language]] + ([OUR_WORDS_NOT_USED[language]] if path == own(language) else [])
    found = [
        (text, match[0])
        for entry in catalogue(path)
        for text in translations(entry)
        for words in lists
        if (match := words.search(NOT_WORDS.sub(" ", text)))
    ]
    assert found == []


def test_no_package_brings_back_a_turkish_word_that_the_word_list_rules_out():
    """What a package translates itself is said again in our catalogue when it says it in other words than we do."""
    words = re.compile(
        r"\b(kohort|öğrenci|eğitmen|[sş]ifre|yayınla|oturum aç|eposta|snippet|moderasyon)", re.IGNORECASE
    )
    found = [
        (key, form)
        for key, forms in what_people_read("tr").items()
        for form in forms
        if words.search(NOT_WORDS.sub(" ", form))
    ]
    assert found == []


@each_language
def test_no_package_answers_in_another_language(language):
    """Wagtail's Turkish has Arabic in one place and English in some; its Arabic has English plurals."""
    other_script = re.compile({"tr": "[\u0600-\u06ff]", "ar": "[çğışÇĞİŞ]"}[language])
    plurals = {text.key: text.plural for text in package_texts("django")}
    wrong = []
    for key, forms in what_people_read(language).items():
        english = {
            text
            for text in (key[1], plurals[key])
            if len(re.findall(r"\b[a-z]{2,}\b", NOT_WORDS.sub("", text))) > 1
        }
        wrong += [(key, form) for form in forms if form in english or other_script.search(form)]
    assert wrong == []


@cache
def what_people_read(language: str) -> dict[tuple[str, str], list[str]]:
    """Each text of the packages as it is shown: ours first, then the app that is listed first, then Django's."""
    merged: dict[tuple[str, str], list[str]] = {}
    conf = Path(templatize.__code__.co_filename).parents[2] / "conf"
    for folder in [conf, *reversed(interface_texts.package_folders())]:
        for path in folder.glob(f"locale/{language}/LC_MESSAGES/django.mo"):
            merged.update(
                {(entry.msgctxt or "", entry.msgid): translations(entry) for entry in polib.mofile(str(path))}
            )
    for folder in (PACKAGES, OURS):
        for entry in catalogue(folder / language / "LC_MESSAGES" / "django.po"):
            merged[entry.msgctxt or "", entry.msgid] = translations(entry)
    wanted = {text.key for text in package_texts("django")}
    return {key: forms for key, forms in merged.items() if key in wanted}


def test_turkish_puts_no_suffix_behind_a_placeholder():
    wrong = [
        text
        for path in (own("tr"), PACKAGES / "tr" / "LC_MESSAGES" / "django.po")
        for entry in catalogue(path)
        for text in translations(entry)
        if SUFFIX_AFTER_NAME.search(text)
    ]
    assert wrong == []


def test_the_texts_in_the_code_are_english_in_the_words_of_the_word_list():
    """English needs no catalogue: what stands in the code is what people read."""
    texts = [part for text in our_texts() for part in (text.single, text.plural) if part]
    assert [text for text in texts if re.search("[çğıöşüÇĞÖŞÜ\u0600-\u06ff]", text)] == []
    assert [text for text in texts if ENGLISH_NOT_USED.search(text)] == []
    assert [text for text in our_texts() if "%(" not in text.single and "{{" in text.single] == []


@each_catalogue
def test_a_catalogue_is_sorted_and_names_no_places(path):
    """So that a change shows only the texts that changed."""
    keys = [(entry.msgid, entry.msgid_plural, entry.msgctxt or "") for entry in catalogue(path)]
    assert keys == sorted(keys)
    assert not any(entry.occurrences for entry in catalogue(path))


# Collecting -------------------------------------------------------------------------------------------------------


def test_python_is_read_whatever_the_functions_are_called():
    source = """
from django.utils.translation import gettext as _, gettext_lazy, ngettext as several, pgettext
from django.utils import translation
_("one" " text"); gettext_lazy('two'); several("a lesson", "%(count)d lessons", n); pgettext("verb", "Register")
translation.gettext("three"); _(f"not {this}"); _(nor_this); other("nor that")
"""
    assert set(texts_in_python(source)) == {
        Text("one text"),
        Text("two"),
        Text("three"),
        Text("a lesson", "%(count)d lessons"),
        Text("Register", context="verb"),
    }


def test_templates_are_read():
    source = """{% load i18n %}{% translate "It's open" %}{% translate 'May' context 'month' %}
{% blocktranslate trimmed count counter=n %}one lesson{% plural %}{{ counter }} lessons{% endblocktranslate %}
{% include "x.html" with label=_("Save") %}{# {% translate "never" %} #}"""
    assert set(texts_in_template(source)) == {
        Text("It's open"),
        Text("May", context="month"),
        Text("one lesson", "%(counter)s lessons"),
        Text("Save"),
    }


@pytest.mark.skipif(not shutil.which("xgettext"), reason="GNU gettext is not on this machine")
def test_we_read_what_gnu_gettext_reads(tmp_path):
    keywords = [
        "",
        "_",
        "gettext_noop",
        "gettext_lazy",
        "ngettext_lazy:1,2",
        "pgettext:1c,2",
        "npgettext:1c,2,3",
    ]
    keywords += ["pgettext_lazy:1c,2", "npgettext_lazy:1c,2,3", "gettext", "ngettext:1,2"]
    sources = []
    for folder in OUR_FOLDERS:
        for number, file in enumerate(interface_texts.sources_in(ROOT / folder, whole=True)):
            target = file
            if file.suffix != ".py":
                target = tmp_path / f"{folder}-{number}.py"
                target.write_text(templatize(file.read_text()), encoding="utf-8")
            sources.append(str(target))
    listed = tmp_path / "files"
    listed.write_text("\n".join(sources))
    pot = tmp_path / "all.pot"
    command = [
        "xgettext",
        "--language=Python",
        "--from-code=UTF-8",
        "--output",
        str(pot),
        "--files-from",
        str(listed),
    ]
    subprocess.run([*command, *(f"--keyword={word}" for word in keywords)], check=True, capture_output=True)
    theirs = {(entry.msgctxt or "", entry.msgid) for entry in polib.pofile(str(pot))}
    assert {text.key for text in our_texts()} == theirs


def test_scripts_of_ours_ask_for_no_texts():
    """Their texts come in data attributes, so that no page loads a catalogue."""
    scripts = [file for folder in OUR_FOLDERS for file in (ROOT / folder).rglob("static/**/*.js")]
    assert scripts
    assert [file.name for file in scripts if re.search(r"\bn?gettext\(", file.read_text())] == []


def test_collecting_keeps_what_is_translated_and_forgets_what_is_gone(tmp_path):
    path = tmp_path / "tr" / "django.po"
    assert collect(path, "tr", {Text("one"), Text("two", "%(n)s two")}, keep=set()) == 2
    entries = polib.pofile(str(path))
    entries.find("one").msgstr = "bir"
    entries.save()

    assert collect(path, "tr", {Text("three")}, keep={Text("one"), Text("two")}) == 1
    assert {entry.msgid: entry.msgstr for entry in polib.pofile(str(path))} == {"one": "bir", "three": ""}

    assert collect(path, "tr", {Text("one", "many")}, keep=set()) == 1
    assert [entry.msgid for entry in polib.pofile(str(path))] == ["one"]


def test_the_command_writes_every_catalogue(tmp_path):
    with override_settings(LOCALE_PATHS=[tmp_path, tmp_path / "third_party"]):
        written = [name_of_target for language in LANGUAGES for name_of_target, *_ in catalogues(language)]
    assert sorted(path.relative_to(tmp_path) for path in written) == [
        path.relative_to(OURS) for path in every_catalogue()
    ]
    assert CollectTexts.help


# Reaching people --------------------------------------------------------------------------------------------------


def test_ours_win_over_the_packages(tmp_path, monkeypatch):
    for source in every_catalogue():
        target = tmp_path / source.relative_to(OURS)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)
        compile_catalogue(target)
    monkeypatch.setattr(trans_real, "_translations", {})
    gettext._translations.clear()
    try:
        with override_settings(LOCALE_PATHS=[tmp_path, tmp_path / "third_party"]):
            turkish, arabic = trans_real.DjangoTranslation("tr"), trans_real.DjangoTranslation("ar")
            english = trans_real.DjangoTranslation("en")
            scripts = trans_real.DjangoTranslation("tr", domain="djangojs", localedirs=[])
    finally:
        gettext._translations.clear()
    assert turkish.gettext("Publish") == "Yayımla"
    assert turkish.gettext("Password") == "Parola"
    assert english.gettext("Publish") == "Publish"
    assert scripts.gettext("Split block") == "Bloğu böl"
    lessons = [
        arabic.ngettext("%(counter)s lesson", "%(counter)s lessons", count) for count in (0, 1, 2, 3, 11, 100)
    ]
    assert len(set(lessons)) == 6
    assert turkish.ngettext("%(counter)s lesson", "%(counter)s lessons", 5) == "%(counter)s ders"
