"""What courses do when something happens to their pages. Connected in lms/wiring.py."""

from typing import Any

from django.db.models.signals import post_save, pre_delete
from django.utils import timezone
from wagtail.signals import page_unpublished, pre_page_move

from lms.courses.exceptions import CannotMove, PageInUse
from lms.courses.models import CourseIndexPage, CoursePage, LessonPage, ModulePage
from lms.courses.selectors.occurrence import occurs_in_edition
from lms.courses.services.cms_permissions import grant_trainer_page_permissions

COURSE_PAGES = (CoursePage, ModulePage, LessonPage)


def remember_that_it_was_live(sender: Any, instance: Any, **_signal: Any) -> None:
    """A page that was made live without a draft has no first publication; unpublishing must not make it look new.

    A new page goes live with the course; one that somebody unpublished stays out.
    """
    if isinstance(instance, COURSE_PAGES) and instance.first_published_at is None:
        instance.first_published_at = instance.last_published_at or timezone.now()
        type(instance).objects.filter(pk=instance.pk).update(first_published_at=instance.first_published_at)


def refuse_delete_of_published(sender: Any, instance: Any, **_signal: Any) -> None:
    """The last guard, whoever deletes and however: a page that occurs in an edition is archived instead.

    Raises PageInUse, which undoes the whole deletion.
    """
    if occurs_in_edition(instance):
        raise PageInUse(str(instance))


def refuse_move_out_of_the_course(sender: Any, instance: Any, **signal: Any) -> None:
    """The last guard, whoever moves and however. Raises CannotMove."""
    is_of_course = issubclass(instance.specific_class or type(instance), COURSE_PAGES)
    if is_of_course and not instance.specific.can_move_to(signal["parent_page_after"]):
        raise CannotMove


def open_catalogue_to_trainers(sender: Any, instance: Any, created: bool, raw: bool, **_signal: Any) -> None:
    """Trainers and programme officers write below every catalogue, in whatever language it is."""
    if created and not raw:
        grant_trainer_page_permissions()


def connect() -> None:
    """Connect the handlers of this applet."""
    post_save.connect(
        open_catalogue_to_trainers,
        sender=CourseIndexPage,
        dispatch_uid="lms.courses.open_catalogue_to_trainers",
    )
    pre_page_move.connect(
        refuse_move_out_of_the_course, dispatch_uid="lms.courses.refuse_move_out_of_the_course"
    )
    page_unpublished.connect(remember_that_it_was_live, dispatch_uid="lms.courses.remember_that_it_was_live")
    for model in COURSE_PAGES:
        pre_delete.connect(
            refuse_delete_of_published, sender=model, dispatch_uid=f"lms.courses.refuse_{model.__name__}"
        )
