"""A course's draft as a trainee would see it, by a signed link. Read-only: it writes nothing and records nobody."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from core.languages import active_language
from lms.courses.models import LessonPage
from lms.courses.rules.outline import AuthoredCourse
from lms.courses.rules.reading import CourseOutline, read_outline
from lms.courses.selectors.authored import compile_draft, lesson_text, page_fields
from lms.courses.selectors.reading import render_body
from lms.courses.services.preview import read_preview_token


@require_GET
@never_cache
def course_preview(request: HttpRequest, token: str, lesson_key: UUID | None = None) -> HttpResponse:
    """The outline of the draft, or one lesson of it."""
    preview = read_preview_token(token)
    if preview is None:
        raise Http404
    language = active_language()
    draft = compile_draft(preview.course)
    outline = read_outline(draft.compiled.outline, draft.compiled.rules, language)
    context: dict[str, Any] = {"outline": outline, "token": token, "maker": preview.by}
    if lesson_key is not None:
        context |= _lesson(draft.authored, outline, str(lesson_key), language)
    response = render(request, "lms/courses/course_preview.html", context)
    response["X-Robots-Tag"] = "noindex"
    # The address is the key: it must not travel on to other sites.
    response["Referrer-Policy"] = "no-referrer"
    return response


def lesson_page_preview(request: HttpRequest, page: LessonPage) -> HttpResponse:
    """The preview of the CMS: the draft on screen, unsaved words included."""
    language = page.locale.language_code[:2]
    text = lesson_text(page_fields(page))
    html = render_body(
        list(text.body), language=language, course_key="", lesson_key=str(page.translation_key)
    )
    context = {
        "title": text.title,
        "objectives": text.objectives,
        "html": html,
        "text_language": language,
        "minutes": page.minutes,
    }
    return render(request, "lms/courses/lesson_preview.html", context)


def _lesson(course: AuthoredCourse, outline: CourseOutline, key: str, language: str) -> dict[str, Any]:
    authored = next((lesson for lesson in course.lessons if lesson.key == key), None)
    if authored is None:
        raise Http404
    found = language if language in authored.texts else course.source_language
    text = authored.texts[found]
    html = render_body(
        list(text.body),
        language=language,
        course_key=course.key,
        lesson_key=key,
        activities={one.key: one for one in outline.activities},
    )
    return {
        "lesson": outline.find_lesson(key),
        "title": text.title,
        "objectives": text.objectives,
        "html": html,
        "text_language": found,
        "is_fallback": found != language,
        "next": outline.next_after(key),
        "previous": outline.previous_before(key),
        "back": reverse("lms:course-builder", args=[course.key]),
    }
