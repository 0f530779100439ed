"""Which files a page offers: in its list of files, its blocks, and links in its texts."""

import re
from collections.abc import Iterator
from typing import Any

from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from search.file_models import FileUse
from toolkits.library.models import GuidePage, ToolkitPage

_LINK = re.compile(r'<a\b[^>]*\blinktype="document"[^>]*>')
_ID = re.compile(r'\bid="(\d{1,18})"')


def files_of_page(page: Any) -> set[int]:
    """Ids of the documents that this page, as it is published, lets its readers fetch. `page` is specific."""
    found: set[int] = set()
    if isinstance(page, ToolkitPage):
        found |= set(page.files.values_list("document_id", flat=True))
    if isinstance(page, GuidePage) and page.document_id:
        found.add(page.document_id)
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            found |= set(_in_blocks(getattr(page, field.name).get_prep_value()))
        elif isinstance(field, RichTextField):
            found |= set(_in_text(getattr(page, field.name)))
    return found


def _in_blocks(value: Any) -> Iterator[int]:
    if isinstance(value, str):
        yield from _in_text(value)
    elif isinstance(value, list):
        for one in value:
            yield from _in_blocks(one)
    elif isinstance(value, dict):
        for name, one in value.items():
            if name == "document" and isinstance(one, int):
                yield one
            else:
                yield from _in_blocks(one)


def _in_text(markup: str) -> Iterator[int]:
    for link in _LINK.findall(markup):
        if number := _ID.search(link):
            yield int(number[1])


def note_files_of(page: Page | None, page_id: int) -> set[int]:
    """Note which files a page offers now (None: the page is gone). Returns all that it offers or offered."""
    now = files_of_page(page.specific) if page is not None and page.live else set()
    rows = FileUse.objects.filter(page_id=page_id)
    before = set(rows.values_list("file_id", flat=True))
    rows.exclude(file_id__in=now).delete()
    FileUse.objects.bulk_create(
        (FileUse(page_id=page_id, file_id=file_id) for file_id in now - before), ignore_conflicts=True
    )
    return now | before
