"""Keeps the index true: one page, or everything anew."""

from collections.abc import Iterator

from wagtail.models import Page

from core.page_cache import purge_public_pages
from search.documents.base import SearchDocument
from search.documents.build import BUILDERS, document_of
from search.engines.selection import engine


def index_page(page_id: int) -> None:
    """Put one page into the index, or take it out when visitors may not find it (any more)."""
    page = Page.objects.filter(pk=page_id).first()
    document = document_of(page) if page else None
    if document is None:
        engine().remove([page_id])
    else:
        engine().put([document])
    purge_public_pages()


def rebuild() -> int:
    """Index everything anew. Returns how many documents there are."""
    engine().clear()
    count = 0

    def documents() -> Iterator[SearchDocument]:
        nonlocal count
        for page_type in BUILDERS:
            for page in page_type.objects.live().public().iterator(chunk_size=200):
                document = document_of(page)
                if document:
                    count += 1
                    yield document

    engine().put(documents())
    purge_public_pages()
    return count
