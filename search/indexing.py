"""Keeps the index true: one source, or everything anew."""

from core.page_cache import purge_public_pages
from search.documents.sources import documents_of
from search.engines import table
from search.engines.sending import has_server
from search.rebuilding import rebuild_server, rebuild_table


def index_source(source: str) -> None:
    """Put what is made from a source into the index, and take out what is not to be found (any more)."""
    documents = documents_of(source)
    table.remove_source(source, but=[document.key for document in documents])
    table.put(documents)
    purge_public_pages()


def rebuild() -> int:
    """Index everything anew beside what answers, then swap. Goes on with what was begun. Returns how many documents there are."""
    count = rebuild_table()
    if has_server():
        rebuild_server()
    purge_public_pages()
    return count
