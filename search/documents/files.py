"""Pages of files as documents: of files that every visitor may fetch, on pages that are open to everybody."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from wagtail.models import Page

from files.access import visible_documents
from files.models import LicensedDocument
from search.documents.base import FILE, SearchDocument, file_source
from search.documents.build import BUILDERS, document_of
from search.file_models import FilePage, FileUse, ReadingState

_NAMES = uuid.UUID("6f0d6c44-2f43-4f5e-9b27-6f4a4f1f7d11")
INHERITED = ("topic", "audience", "sector")


def file_ids() -> Iterable[int]:
    """Files that hang on pages, ids rising."""
    ids = FileUse.objects.order_by("file_id").values_list("file_id", flat=True).distinct()
    return ids.iterator(chunk_size=500)


def documents_of_file(file_id: int) -> list[SearchDocument]:
    """What can be found in a file, page by page, once for each language of the pages that offer it.

    A file without readable text is found by its title.
    """
    file = visible_documents(None).filter(pk=file_id).first()
    if file is None:
        return []
    pages = [
        (page.number, page.name, page.text)
        for page in FilePage.objects.filter(reading=file_id, reading__state=ReadingState.READ)
    ] or [(None, "", "")]
    found = []
    for owner in _owners(file_id):
        found += [_document(file, owner, place, *page) for place, page in enumerate(pages)]
    return found


def _address(file: LicensedDocument, number: int | None) -> str:
    """A PDF opens in the browser at the page; everything else is fetched."""
    if file.file_extension.lower() != "pdf":
        return reverse("toolkits:download", args=[file.pk])
    return reverse("search:file", args=[file.pk]) + (f"#page={number}" if number else "")


def _owners(file_id: int) -> list[SearchDocument]:
    """The first open page of each language that offers the file, as it is found itself."""
    uses = FileUse.objects.filter(file_id=file_id).values("page_id")
    pages = Page.objects.filter(pk__in=uses).live().public().type(*BUILDERS).order_by("path").specific()
    owners: dict[str, SearchDocument] = {}
    for page in pages:
        if page.locale.language_code not in owners and (document := document_of(page)):
            owners[document.language] = document
    return list(owners.values())


def _document(
    file: LicensedDocument, owner: SearchDocument, place: int, number: int | None, name: str, text: str
) -> SearchDocument:
    ending = file.file_extension.lower()
    facets: dict[str, Any] = {one: owner.facets[one] for one in INHERITED if one in owner.facets}
    return SearchDocument(
        source=file_source(file.pk),
        part=str(place),
        translation_key=uuid.uuid5(_NAMES, f"{file.pk}:{place}"),
        language=owner.language,
        kind=FILE,
        title=file.title,
        is_continued=place > 0,
        summary=name,
        text=text,
        url=_address(file, number),
        page_id=owner.page_id,
        file_id=file.pk,
        under=owner.title,
        page_number=number,
        published_at=file.created_at,
        facets={**facets, "format": frozenset({ending})},
    )
