"""Keeps the index in step with pages: a change is indexed by a worker, a page that goes leaves at once."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from core.outbox import enqueue, outbox_handler
from core.page_cache import purge_public_pages
from lms.courses.signals import edition_published
from search.documents.base import page_source
from search.engines import sending, table
from search.engines.elastic.writing import send
from search.indexing import index_source

TOPIC = "search.index_page"


@outbox_handler(TOPIC)
def index_page_later(payload: dict[str, Any]) -> None:
    """Index one page as it is now."""
    index_source(page_source(payload["page"]))


@outbox_handler(sending.TOPIC, keeps_its_own_books=True)
def send_later(payload: dict[str, Any]) -> None:
    """Tell the search server, if there is one (any more), how these entries are now; an error is tried again later."""
    if sending.has_server():
        send(payload["keys"])
        # Results that were kept meanwhile do not know of it.
        purge_public_pages()


@receiver(page_published)
def index_published_page(sender: Any, instance: Page, revision: Any = None, **kwargs: Any) -> None:
    """A published page is searchable a moment later."""
    mark = revision.pk if revision else f"{instance.last_published_at or ''}"
    enqueue(topic=TOPIC, key=f"index:{instance.pk}:{mark}", payload={"page": instance.pk})


@receiver(page_unpublished)
def forget_unpublished_page(sender: Any, instance: Page, **kwargs: Any) -> None:
    """A page that is not public leaves the index in the same transaction."""
    table.remove([instance.pk])


@receiver(post_delete)
def forget_deleted_page(sender: Any, instance: Any, **kwargs: Any) -> None:
    """So does a deleted one."""
    if isinstance(instance, Page):
        table.remove([instance.pk])


@receiver(page_slug_changed)
def index_renamed_page(sender: Any, instance: Page, instance_before: Page, **kwargs: Any) -> None:
    """A new address, also for the pages below it."""
    _index_tree(instance)


@receiver(post_page_move)
def index_moved_page(sender: Any, instance: Page, url_path_after: str, **kwargs: Any) -> None:
    """The same when a page moves."""
    _index_tree(instance)


@receiver(post_save, sender=PageViewRestriction)
def forget_closed_pages(sender: Any, instance: PageViewRestriction, **kwargs: Any) -> None:
    """A page that is closed leaves the index in the same transaction, with all pages below it."""
    table.remove(Page.objects.descendant_of(instance.page, inclusive=True).values_list("pk", flat=True))


@receiver(post_delete, sender=PageViewRestriction)
def index_opened_pages(sender: Any, instance: PageViewRestriction, **kwargs: Any) -> None:
    """A page that is opened again is searchable a moment later."""
    if page := Page.objects.filter(pk=instance.page_id).first():
        _index_tree(page, mark=f":opened:{instance.pk}")


@receiver(edition_published, dispatch_uid="search.edition_published")
def index_course_of_edition(sender: Any, edition: Any, **kwargs: Any) -> None:
    """What trainees now get has other lessons: the course's page in each language is indexed."""
    for pk in Page.objects.filter(translation_key=edition.course_key).values_list("pk", flat=True):
        enqueue(topic=TOPIC, key=f"index:{pk}:edition:{edition.uuid}", payload={"page": pk})


def _index_tree(page: Page, mark: str = "") -> None:
    for pk, path in Page.objects.descendant_of(page, inclusive=True).values_list("pk", "url_path"):
        enqueue(topic=TOPIC, key=f"index:{pk}{mark}:{path}"[:200], payload={"page": pk})
