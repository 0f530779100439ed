"""All that can be found, by source: what is indexed, rebuilt and compared goes through these two functions."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from wagtail.models import Page

from search.documents.base import SearchDocument
from search.documents.build import BUILDERS, document_of
from search.documents.files import documents_of_file, file_ids
from search.documents.lessons import documents_of_edition, edition_ids
from search.documents.uses import note_files_of


@dataclass(frozen=True)
class _Sort:
    """A sort of source: the ids of all there are, in rising order, and the documents of one."""

    ids: Callable[[], Iterable[int]]
    documents: Callable[[int], list[SearchDocument]]


def _page_ids() -> Iterable[int]:
    pages = Page.objects.live().public().type(*BUILDERS).order_by("pk")
    return pages.values_list("pk", flat=True).iterator(chunk_size=500)


def _page_documents(page_id: int) -> list[SearchDocument]:
    page = Page.objects.filter(pk=page_id).first()
    document = document_of(page) if page else None
    note_files_of(page if document else None, page_id)
    return [document] if document else []


SORTS: dict[str, _Sort] = {
    "page": _Sort(_page_ids, _page_documents),
    "file": _Sort(file_ids, documents_of_file),
    "edition": _Sort(edition_ids, documents_of_edition),
}


def documents_of(source: str) -> list[SearchDocument]:
    """What is to be found of a source now; nothing when it is gone or closed. Raises KeyError for an unknown sort."""
    sort, _colon, number = source.partition(":")
    return SORTS[sort].documents(int(number))


def all_sources() -> Iterator[str]:
    """Every source that may have documents, always in the same order (sort by sort, ids rising).

    Pages come first: which files there are to be found is noted while their pages are read.
    """
    for name, sort in SORTS.items():
        for number in sort.ids():
            yield f"{name}:{number}"
