"""Publish changes to trainees: the differences first, then one clear act."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lms.courses.access import can_publish_course
from lms.courses.exceptions import CourseNotReady, NothingToPublish
from lms.courses.forms import PublishForm
from lms.courses.models import CoursePage
from lms.courses.registry import behind_in_course
from lms.courses.selectors.authored import compile_draft
from lms.courses.selectors.changes import changes_of, problems_of
from lms.courses.services.editions import publish_edition
from lms.courses.views.course_editing import edits_course, to_builder


@require_http_methods(["GET", "HEAD", "POST"])
@edits_course
def course_publish(request: HttpRequest, course: CoursePage) -> HttpResponse:
    """Show what would change; on POST make the edition."""
    form = PublishForm(request.POST or None)
    problems: list[str] = []
    if request.method == "POST" and form.is_valid() and can_publish_course(request.user, course):
        try:
            edition = publish_edition(course=course, by=request.user, note=form.cleaned_data["note"])
        except NothingToPublish:
            messages.info(request, _("Trainees see everything already."))
            return to_builder(course)
        except CourseNotReady as refused:
            problems = refused.problems
        else:
            messages.success(
                request, _("Published. Trainees now get edition %(number)s.") % {"number": edition.number}
            )
            return to_builder(course)
    draft = compile_draft(course)
    changes = changes_of(draft)
    context = {
        "course": course,
        "course_key": course.translation_key,
        "title": draft.pages.course.content["title"],
        "form": form,
        "changes": changes,
        "is_first": draft.newest is None,
        "newest": draft.newest,
        "is_material": any(change.is_material for change in changes),
        "problems": problems or problems_of(draft),
        "outdated": draft.outdated,
        "behind": behind_in_course(request.user, course),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "lms/courses/course_publish.html", context, status=status)
