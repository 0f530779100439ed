"""Bring locale/*.po up to date with the code: new texts come in empty, texts that are gone go out.

Catalogues are sorted and name no places and no dates, so that a change shows only the texts that changed.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand

from core import interface_texts
from core.interface_texts import LANGUAGES, PLURAL_FORMS, Text


def empty_catalogue(language: str) -> polib.POFile:
    """A catalogue with the header of its language."""
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = {
        "Project-Id-Version": "imece",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURAL_FORMS[language],
    }
    return catalogue


def collect(path: Path, language: str, texts: set[Text], *, keep: set[Text]) -> int:
    """Write a catalogue of `texts`, and of those in `keep` that it has translated already; return how many are untranslated."""
    known = {}
    if path.exists():
        known = {
            (entry.msgctxt or "", entry.msgid): entry for entry in polib.pofile(str(path)) if not entry.fuzzy
        }
    wanted = {text.key: text for text in sorted(keep) if text.key in known and known[text.key].translated()}
    for text in sorted(texts):  # the form with a plural comes last and wins
        wanted[text.key] = text
    catalogue = empty_catalogue(language)
    for text in sorted(wanted.values()):
        catalogue.append(_entry(text, known.get(text.key), language))
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path))
    return len(catalogue.untranslated_entries())


def _entry(text: Text, known: polib.POEntry | None, language: str) -> polib.POEntry:
    entry = polib.POEntry(msgid=text.single, msgctxt=text.context or None)
    if "%(" in text.single:
        entry.flags.append("python-format")
    if text.plural:
        count = int(PLURAL_FORMS[language][len("nplurals=")])
        entry.msgid_plural = text.plural
        old = known.msgstr_plural if known else {}
        entry.msgstr_plural = {form: old.get(form, "") for form in range(count)}
    else:
        entry.msgstr = known.msgstr if known else ""
    if known:
        entry.tcomment = known.tcomment
    return entry


def catalogues(language: str) -> list[tuple[Path, Callable[[], set[Text]], Callable[[], set[Text]]]]:
    """Each catalogue of a language: where it is, what must be in it, and what it may have besides."""
    ours, packages = (Path(folder) / language / "LC_MESSAGES" for folder in settings.LOCALE_PATHS)

    def lacking(texts: set[Text], domain: str) -> set[Text]:
        there = interface_texts.package_translations(language, domain)
        return {text for text in texts if text.key not in there}

    script_texts = interface_texts.package_script_texts
    return [
        (ours / "django.po", interface_texts.our_texts, set),
        (
            packages / "django.po",
            lambda: lacking(interface_texts.package_texts(), "django"),
            interface_texts.package_texts,
        ),
        (packages / "djangojs.po", lambda: lacking(script_texts(), "djangojs"), script_texts),
    ]


class Command(BaseCommand):
    help = "Collect the interface's texts, and those the packages leave untranslated, into locale/."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        root = Path(settings.LOCALE_PATHS[0])
        for language in LANGUAGES:
            for path, texts, keep in catalogues(language):
                count = collect(path, language, texts(), keep=keep())
                self.stdout.write(f"{path.relative_to(root)}: {count} untranslated")
