"""Pages in the reader's language, and in Turkish what is not translated (an untranslated toolkit is still a toolkit)."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from wagtail.models import Page

SOURCE_LANGUAGE = "tr"


def readable_in(pages: Any, language: str) -> Any:
    """Live pages of `language`, and Turkish ones without a live twin in it. Aliases that nobody translated are left out."""
    if language == SOURCE_LANGUAGE:
        return pages.live().filter(locale__language_code=SOURCE_LANGUAGE)
    twin = Page.objects.filter(
        translation_key=OuterRef("translation_key"), locale__language_code=language, live=True, alias_of=None
    )
    own = Q(locale__language_code=language, alias_of=None)
    return pages.live().filter(own | Q(locale__language_code=SOURCE_LANGUAGE) & ~Exists(twin))
