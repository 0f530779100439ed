"""Reading a lesson, and "Done, next lesson"."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core.languages import RTL_LANGUAGES, active_language
from lms.courses.selectors.reading import lesson_content, outline_for
from lms.enrolments.selectors import enrolment_for, is_open_now
from lms.progress.exceptions import CourseNotRunning, NotMarkable
from lms.progress.models import CourseCompletion, Source
from lms.progress.rules.completion import PACKAGE, VIDEO
from lms.progress.selectors import done_keys
from lms.progress.services import complete_activity
from lms.progress.views.entering import enrolment_or_way_in, step_address


@never_cache
@login_required
def lesson_detail(request: HttpRequest, course_key: UUID, lesson_key: UUID) -> HttpResponse:
    """The text of her edition in the language of the page, or in the course's own with a notice."""
    enrolment = enrolment_or_way_in(request, course_key)
    if isinstance(enrolment, HttpResponse):
        return enrolment
    language = active_language()
    outline = outline_for(enrolment.edition, language)
    lesson = outline.find_lesson(lesson_key)
    if lesson is None:
        raise Http404
    if not is_open_now(enrolment):
        return redirect("lms:course-learn", course_key=course_key)
    content = lesson_content(enrolment.edition, lesson.key, language)
    done = set(done_keys(enrolment))
    lessons = outline.lessons
    place = lessons.index(lesson)
    return render(
        request,
        "lms/progress/lesson_detail.html",
        {
            "course_key": course_key,
            "course": outline,
            "module": outline.module_of(lesson.key),
            "lesson": lesson,
            "content": content,
            "text_direction": "rtl" if content.language in RTL_LANGUAGES else "ltr",
            "is_done": lesson.key in done,
            "number": place + 1,
            "place": place,
            "total": len(lessons),
            "previous": lessons[place - 1] if place else None,
            "next": lessons[place + 1] if place + 1 < len(lessons) else None,
            "activities": [
                {
                    "title": one.title,
                    "is_done": one.key in done,
                    "is_package": one.kind == PACKAGE,
                    "is_video": one.kind == VIDEO,
                    "url": step_address(course_key, one),
                }
                for one in lesson.activities
            ],
        },
    )


@require_POST
@login_required
def lesson_done(request: HttpRequest, course_key: UUID, lesson_key: UUID) -> HttpResponse:
    """Mark the lesson as read and lead to the next one; after the last, or when the course is complete, to the course."""
    enrolment = enrolment_for(request.user, course_key)
    if enrolment is None:
        raise Http404
    outline = outline_for(enrolment.edition, active_language())
    if outline.find_lesson(lesson_key) is None:
        raise Http404
    had_completed = CourseCompletion.objects.filter(enrolment=enrolment).exists()
    try:
        complete_activity(enrolment=enrolment, activity_key=lesson_key, source=Source.SELF, by=request.user)
    except CourseNotRunning:
        messages.error(request, _("Your group has not started this course yet."))
        return redirect("lms:course-learn", course_key=course_key)
    except NotMarkable:
        raise Http404
    if not had_completed and CourseCompletion.objects.filter(enrolment=enrolment).exists():
        messages.success(request, _("Congratulations! You have completed the course."))
        return redirect("lms:course-learn", course_key=course_key)
    following = outline.next_after(lesson_key)
    if following is None:
        return redirect("lms:course-learn", course_key=course_key)
    return redirect("lms:lesson-detail", course_key=course_key, lesson_key=following.key)
