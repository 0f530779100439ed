"""Pages that editors recommend, as results on top."""

from collections.abc import Iterable

from wagtail.models import Page

from search.analysis import Term
from search.documents.build import document_of
from search.presenting import Result, present
from search.queries import Hit


def recommended(pages: Iterable[Page], terms: Iterable[Term]) -> list[Result]:
    """As they are now, not as the index remembers them; of kinds that are not searched there is nothing."""
    hits = [
        Hit(
            key=document.key,
            page_id=document.page_id,
            file_id=None,
            circle="",
            under=document.under,
            page_number=None,
            translation_key=document.translation_key,
            published_at=document.published_at,
            kind=document.kind,
            title=document.title,
            summary=document.summary,
            text=document.text,
            url=document.url,
            language=document.language,
            is_announced=document.is_announced,
            score=0.0,
        )
        for page in pages
        if (document := document_of(page)) is not None
    ]
    shown = present(hits, terms)
    for result in shown:
        result.is_recommended, result.rank = True, 0
    return shown
