"""A course as its trainee sees it: outline with states, where she stopped, what is missing."""

from decimal import Decimal
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core.languages import active_language, isolated
from lms.courses.rules.reading import CourseOutline
from lms.courses.selectors.changes import Change, changes_between
from lms.courses.selectors.reading import outline_for
from lms.enrolments.models import EnrolmentMove
from lms.enrolments.selectors import enrolment_for, is_open_now, latest_update
from lms.enrolments.services import see_move
from lms.progress.registry import completion_panels
from lms.progress.rules.completion import ATTENDANCE, LESSON, PACKAGE, VIDEO
from lms.progress.selectors import Progress, progress_of
from lms.progress.views.entering import enrolment_or_way_in, step_address
from lms.progress.views.outline import outline_pieces
from lms.quizzes.rules.grading import shown_percent


@never_cache
@login_required
def course_learn(request: HttpRequest, course_key: UUID) -> HttpResponse:
    """Outline, progress, "why is it not complete yet?", and the certificate when it is."""
    enrolment = enrolment_or_way_in(request, course_key)
    if isinstance(enrolment, HttpResponse):
        return enrolment
    outline = outline_for(enrolment.edition, active_language())
    progress = progress_of(enrolment, outline)
    panels = []
    if progress.is_complete:
        panels = [
            {"template": panel.template, **values}
            for panel in completion_panels
            if (values := panel.read(enrolment))
        ]
    is_open = is_open_now(enrolment)
    update = latest_update(enrolment)
    return render(
        request,
        "lms/progress/course_learn.html",
        {
            "enrolment": enrolment,
            "course": outline,
            "progress": progress,
            "outline": outline_pieces(enrolment.edition, outline, progress, is_open=is_open),
            "is_open": is_open,
            "next_url": step_address(course_key, progress.next_step) if progress.next_step else "",
            "next_title": isolated(progress.next_step.title) if progress.next_step else "",
            "conditions": _conditions(course_key, outline, progress)
            if is_open and not progress.is_complete
            else [],
            "minutes_left": sum(one.minutes for one in outline.lessons if one.key not in progress.done),
            "update": update,
            "update_changes": _what_must_be_done(update) if update else [],
            "panels": panels,
        },
    )


def _what_must_be_done(update: EnrolmentMove) -> list[Change]:
    """Of what a move changed, what a trainee has to do something about: texts explain themselves."""
    return [
        change for change in changes_between(update.from_edition, update.to_edition) if change.is_material
    ]


@require_POST
@login_required
def update_seen(request: HttpRequest, course_key: UUID) -> HttpResponse:
    """She has read what changed; the note goes. `edition`: the number of the one it told of."""
    enrolment = enrolment_for(request.user, course_key)
    number = request.POST.get("edition", "")
    if enrolment is None or not (number.isascii() and number.isdecimal() and len(number) < 8):
        raise Http404
    if not see_move(enrolment=enrolment, edition_number=int(number)):
        raise Http404
    return redirect("lms:course-learn", course_key=course_key)


def _shown(percent: Decimal | None) -> int | None:
    return None if percent is None else shown_percent(percent)


def _conditions(course_key: UUID, outline: CourseOutline, progress: Progress) -> list[dict]:
    """What the course asks for, met or not: lessons as one line, every quiz its own, attendance with the sessions."""
    found = []
    items = progress.trace.items
    lessons = [item for item in items if item.kind == LESSON]
    missing = {one.key: one for one in progress.missing}
    titles = {one.key: one.title for one in outline.activities}
    if lessons:
        first = next((one for one in progress.missing if one.kind == LESSON), None)
        found.append(
            {
                "kind": LESSON,
                "is_met": first is None,
                "done": sum(item.is_met for item in lessons),
                "total": len(lessons),
                "url": step_address(course_key, first) if first else "",
            }
        )
    for item in items:
        if item.kind not in (LESSON, ATTENDANCE):
            one = missing.get(item.key)
            found.append(
                {
                    "kind": "graded",
                    "is_met": item.is_met,
                    "title": titles.get(item.key, ""),
                    "is_package": item.kind == PACKAGE,
                    "is_video": item.kind == VIDEO,
                    "number": item.number,
                    "have": _shown(item.have),
                    "need": item.need,
                    "url": step_address(course_key, one) if one else "",
                }
            )
    for item in items:
        if item.kind == ATTENDANCE:
            found.append(
                {
                    "kind": ATTENDANCE,
                    "is_met": item.is_met,
                    "have": item.have,
                    "need": item.need,
                    "sessions": item.sessions,
                }
            )
    return found
