"""Keeps the index true: one source, or everything anew."""

from collections.abc import Iterator

from core.page_cache import purge_public_pages
from search.documents.base import SearchDocument
from search.documents.sources import all_sources, documents_of
from search.engines.selection import engine


def index_source(source: str) -> None:
    """Put what is made from a source into the index, and take out what is not to be found (any more)."""
    documents = documents_of(source)
    engine().remove_source(source, but=[document.key for document in documents])
    engine().put(documents)
    purge_public_pages()


def rebuild() -> int:
    """Index everything anew. Returns how many documents there are."""
    engine().clear()
    count = 0

    def documents() -> Iterator[SearchDocument]:
        nonlocal count
        for source in all_sources():
            for document in documents_of(source):
                count += 1
                yield document

    engine().put(documents())
    purge_public_pages()
    return count
