"""Deleting in the CMS: what trainees see or saw goes to the archive instead."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from lms.courses.handlers import COURSE_PAGES
from lms.courses.selectors.occurrence import editions_below, occurs_in_edition
from lms.courses.services.archive import archive_page


@hooks.register("before_delete_page")
def archive_instead(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Ask, then archive; a page that no edition knows is deleted by Wagtail as usual."""
    page = page.specific
    parent = page.get_parent()
    if isinstance(page, COURSE_PAGES) and occurs_in_edition(page):
        if request.method != "POST":
            context = {"page": page, "descendant_count": page.get_descendant_count()}
            return render(request, "lms/courses/cms/confirm_archive.html", context)
        archive_page(page=page, by=request.user)
        messages.success(
            request, _("“%(title)s” is in the archive now. Records and addresses stay.") % {"title": page}
        )
        return redirect("wagtailadmin_explore", parent.pk)
    if _holds_published_pages(page):
        messages.error(request, _refusal(page))
        return redirect("wagtailadmin_explore", parent.pk)
    return None


@hooks.register("before_bulk_action")
def archive_several(
    request: HttpRequest, action_type: str, objects: list[Any], _action: Any
) -> HttpResponse | None:
    """The same for several pages: those that an edition knows are archived, the others are deleted."""
    if action_type != "delete" or not any(isinstance(one, Page) for one in objects):
        return None
    pages = [one.specific for one in objects]
    held = [page for page in pages if not _is_archived_instead(page) and _holds_published_pages(page)]
    if held:
        messages.error(request, _refusal(held[0]))
        return redirect("wagtailadmin_explore", held[0].get_parent().pk)
    archived = [page for page in pages if _is_archived_instead(page)]
    if not archived:
        return None
    parent = archived[0].get_parent()
    for page in archived:
        archive_page(page=page, by=request.user)
    count = len(archived)
    messages.success(
        request,
        ngettext(
            "%(count)d page is in the archive now. Records and addresses stay.",
            "%(count)d pages are in the archive now. Records and addresses stay.",
            count,
        )
        % {"count": count},
    )
    kept = {page.pk for page in archived}
    objects[:] = [one for one in objects if one.pk not in kept]
    return None if objects else redirect("wagtailadmin_explore", parent.pk)


def _is_archived_instead(page: Page) -> bool:
    return isinstance(page, COURSE_PAGES) and occurs_in_edition(page)


def _holds_published_pages(page: Page) -> bool:
    if isinstance(page, COURSE_PAGES):
        return any(
            occurs_in_edition(one)
            for one in page.get_descendants().specific()
            if isinstance(one, COURSE_PAGES)
        )
    return editions_below(page)


def _refusal(page: Page) -> str:
    return _("“%(title)s” cannot be deleted: there are courses below it that trainees see.") % {"title": page}
