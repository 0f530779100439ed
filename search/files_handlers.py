"""Keeps what is found in files in step with files, the pages they hang on, and the folders that are closed."""

import time
from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from core.outbox import enqueue, outbox_handler
from core.page_cache import purge_public_pages
from files.access import visible_documents
from files.models import LicensedDocument
from search.documents.base import file_source
from search.documents.build import document_of
from search.documents.uses import files_of_page, note_files_of
from search.engines import table
from search.file_models import FileUse
from search.indexing import index_source
from search.reading_files import promise_reading

PAGE_TOPIC = "search.index_files_of_page"
FILE_TOPIC = "search.index_file"


@outbox_handler(PAGE_TOPIC)
def index_files_of_page(payload: dict[str, Any]) -> None:
    """Index what a page offers or offered. The page itself is indexed by another message, before or after this."""
    page = Page.objects.filter(pk=payload["page"]).first()
    is_open = page is not None and document_of(page) is not None
    for file_id in sorted(note_files_of(page if is_open else None, payload["page"])):
        index_source(file_source(file_id))


@outbox_handler(FILE_TOPIC)
def index_file(payload: dict[str, Any]) -> None:
    """Index one file as it is now."""
    index_source(file_source(payload["file"]))


@receiver(post_save, sender=LicensedDocument, dispatch_uid="search.file_saved")
def look_into_saved_file(instance: LicensedDocument, **signal: Any) -> None:
    """Other bytes, another title or another folder. A file that lies in a closed folder now leaves the index at once."""
    if not _is_open(instance.pk):
        table.remove_source(file_source(instance.pk))
    promise_reading(instance)
    _promise_file(instance.pk, f"saved:{_moment()}")


@receiver(post_delete, sender=LicensedDocument, dispatch_uid="search.file_deleted")
def forget_deleted_file(instance: LicensedDocument, **signal: Any) -> None:
    """In the same transaction."""
    table.remove_source(file_source(instance.pk))
    FileUse.objects.filter(file_id=instance.pk).delete()
    purge_public_pages()


@receiver(post_save, sender=CollectionViewRestriction, dispatch_uid="search.folder_closed")
def forget_files_of_closed_folder(instance: CollectionViewRestriction, **signal: Any) -> None:
    """All files in it and in the folders below leave the index in the same transaction."""
    for pk in _in_folder(instance):
        if not _is_open(pk):
            table.remove_source(file_source(pk))
    purge_public_pages()


@receiver(post_delete, sender=CollectionViewRestriction, dispatch_uid="search.folder_opened")
def index_files_of_opened_folder(instance: CollectionViewRestriction, **signal: Any) -> None:
    """They can be found a moment later."""
    for pk in _in_folder(instance):
        _promise_file(pk, f"opened:{instance.pk}")


@receiver(page_published, dispatch_uid="search.files_of_published")
@receiver(page_unpublished, dispatch_uid="search.files_of_unpublished")
def index_files_of_changed_page(instance: Page, **signal: Any) -> None:
    """The files of a page that went are found again where another page offers them."""
    if FileUse.objects.filter(page_id=instance.pk).exists() or files_of_page(instance.specific):
        _promise_page(instance.pk)


@receiver(page_slug_changed, dispatch_uid="search.files_of_renamed")
@receiver(post_page_move, dispatch_uid="search.files_of_moved")
def index_files_of_moved_pages(instance: Page, **signal: Any) -> None:
    """A page that moved may lie in a closed part of the site now."""
    _promise_tree(instance)


@receiver(post_save, sender=PageViewRestriction, dispatch_uid="search.files_of_closed")
@receiver(post_delete, sender=PageViewRestriction, dispatch_uid="search.files_of_opened")
def index_files_of_closed_pages(instance: PageViewRestriction, **signal: Any) -> None:
    """What hung on a closed page alone is gone already; what another page offers is found there."""
    if page := Page.objects.filter(pk=instance.page_id).first():
        _promise_tree(page)


@receiver(post_delete, dispatch_uid="search.files_of_deleted")
def index_files_of_deleted_page(instance: Any, **signal: Any) -> None:
    """The same for a page that is deleted."""
    if isinstance(instance, Page) and FileUse.objects.filter(page_id=instance.pk).exists():
        _promise_page(instance.pk)


def _is_open(file_id: int) -> bool:
    return visible_documents(None).filter(pk=file_id).exists()


def _moment() -> str:
    """Each change is one message: unlike a revision, most of these changes have no number."""
    return f"{time.time_ns()}"


def _in_folder(restriction: CollectionViewRestriction) -> list[int]:
    files = LicensedDocument.objects.filter(collection__path__startswith=restriction.collection.path)
    return list(files.filter(pk__in=FileUse.objects.values("file_id")).values_list("pk", flat=True))


def _promise_tree(page: Page) -> None:
    below = Page.objects.descendant_of(page, inclusive=True).values("pk")
    for pk in FileUse.objects.filter(page_id__in=below).values_list("page_id", flat=True).distinct():
        _promise_page(pk)


def _promise_page(page_id: int) -> None:
    enqueue(topic=PAGE_TOPIC, key=f"index-files:page:{page_id}:{_moment()}", payload={"page": page_id})


def _promise_file(file_id: int, mark: str) -> None:
    enqueue(topic=FILE_TOPIC, key=f"index-file:{file_id}:{mark}", payload={"file": file_id})
