"""Names in three languages, in three columns: for small vocabularies that every list joins and sorts."""

from collections.abc import Callable
from typing import TypeVar

from django.db import models
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

LANGUAGES = ("tr", "en", "ar")
RTL_LANGUAGES = frozenset({"ar"})

Value = TypeVar("Value")


def active_language() -> str:
    """The language of this request: "tr", "en" or "ar"."""
    language = (get_language() or "tr")[:2]
    return language if language in LANGUAGES else "tr"


def in_language(texts: dict[str, str], language: str | None = None) -> str:
    """Pick a text from {"tr": …, "en": …, "ar": …}: the asked language, else Turkish, else whatever there is."""
    wanted = language or active_language()
    return texts.get(wanted) or texts.get("tr") or next((text for text in texts.values() if text), "")


def in_each_language(make: Callable[[], Value]) -> dict[str, Value]:
    """{"tr": …, "en": …, "ar": …}: what `make` returns while each language is active. For what is read later."""
    made = {}
    for language in LANGUAGES:
        with override(language):
            made[language] = make()
    return made


def isolated(text: str) -> str:
    """A text of any direction for the middle of a sentence of another (Unicode's first strong isolate)."""
    return f"\u2068{text}\u2069"


class NamedModel(models.Model):
    """Something with a name in each language; Turkish is required, the others fall back to it."""

    name_tr = models.CharField(
        _("name in Turkish"), max_length=200, help_text=_("Shown in Turkish, and where no other is given.")
    )
    name_en = models.CharField(
        _("name in English"), max_length=200, blank=True, help_text=_("Shown in English.")
    )
    name_ar = models.CharField(
        _("name in Arabic"), max_length=200, blank=True, help_text=_("Shown in Arabic.")
    )

    class Meta:
        abstract = True

    @property
    def name(self) -> str:
        """The name in the language of this request."""
        return self.name_in(active_language())

    def name_in(self, language: str) -> str:
        """The name in one language, Turkish where it has none."""
        return getattr(self, f"name_{language}") or self.name_tr

    def names(self) -> dict[str, str]:
        """All names by language."""
        return {language: self.name_in(language) for language in LANGUAGES}

    def __str__(self) -> str:
        return self.name
