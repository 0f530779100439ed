"""A trainee takes a quiz: what to expect, the questions, the result. Works without script; quiz.js adds autosave."""

import json
import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from core import audit
from core.languages import active_language
from lms.courses.selectors.reading import course_of_key, newest_edition, outline_for, practice_in
from lms.enrolments.access import can_see_results
from lms.enrolments.selectors import enrolment_for, is_open_now
from lms.quizzes import access
from lms.quizzes.exceptions import AttemptClosed, EnrolmentNotActive, NoAttemptsLeft, NotAQuiz
from lms.quizzes.models import Attempt
from lms.quizzes.rules import clock
from lms.quizzes.rules.grading import shown_percent
from lms.quizzes.selectors.reviewing import read_again, review_of
from lms.quizzes.selectors.taking import attempt_page, overview_of
from lms.quizzes.services.attempts import GivenAnswer, save_answers, start_attempt, submit_attempt

MAX_BATCH = 200
MAX_SEQUENCE = 10**12


@login_required
@require_GET
@never_cache
def quiz_detail(request: HttpRequest, course_key: uuid.UUID, activity_key: uuid.UUID) -> HttpResponse:
    """What to expect, how it went so far, and the button that starts. Trainers see it without the button."""
    enrolment = enrolment_for(request.user, course_key)
    edition = enrolment.edition if enrolment else _edition_for_trainer(request.user, course_key)
    outline = outline_for(edition, active_language())
    activity = outline.find_activity(activity_key)
    if activity is None or activity.kind != "quiz":
        raise Http404
    lesson = outline.find_lesson(activity.lesson_key)
    context = {
        "activity": activity,
        "overview": overview_of(enrolment, activity),
        "enrolment": enrolment,
        "is_open": enrolment is not None and is_open_now(enrolment),
        "can_be_graded": access.can_be_graded(request.user),
        "course_key": course_key,
        "course_title": outline.title,
        "lesson": lesson,
        "practice": practice_in(edition, lesson, active_language()) if enrolment and lesson else "",
        "crumbs": _crumbs(course_key, outline, lesson, activity.title),
    }
    return render(request, "lms/quizzes/quiz.html", context)


@login_required
@require_POST
def attempt_start(request: HttpRequest, course_key: uuid.UUID, activity_key: uuid.UUID) -> HttpResponse:
    """Begin, or come back to, an attempt of her own."""
    enrolment = enrolment_for(request.user, course_key)
    if enrolment is None or not is_open_now(enrolment):
        raise Http404
    activity = outline_for(enrolment.edition, active_language()).find_activity(activity_key)
    if activity is None:
        raise Http404
    if not access.can_be_graded(request.user):
        messages.info(request, _("Confirm your e-mail address first. Then the quiz counts for you."))
        return redirect("lms:quiz-detail", course_key, activity_key)
    number = _whole_number(request.POST.get("number", ""))
    try:
        attempt = start_attempt(enrolment=enrolment, activity=activity, number=number)
    except NotAQuiz:
        raise Http404
    except (NoAttemptsLeft, EnrolmentNotActive):
        messages.error(request, _("You have used all attempts of this quiz."))
        return redirect("lms:quiz-detail", course_key, activity_key)
    return _see_other(reverse("lms:attempt-detail", args=[attempt.uuid]))


@login_required
@require_GET
@never_cache
def attempt_detail(request: HttpRequest, attempt_uuid: uuid.UUID) -> HttpResponse:
    """The questions of her open attempt; the result of a handed-in one (hers, or of somebody she trains)."""
    attempt = _attempt_or_404(request, attempt_uuid)
    is_own = access.can_answer_attempt(request.user, attempt)
    if attempt.submitted_at is None and clock.is_over(attempt.deadline_at, timezone.now()):
        # The clock hands in, not this request: the scheduled job does the same half a minute later.
        attempt = submit_attempt(attempt=attempt, by_clock=True)
    if attempt.submitted_at is None:
        if not is_own:
            raise Http404
        return _questions(request, attempt)
    if not is_own:
        audit.record_reading(action="lms.answers_seen", actor=request.user, people=[attempt.enrolment.user])
    return _result(request, attempt, is_own=is_own)


@require_POST
def attempt_answer(request: HttpRequest, attempt_uuid: uuid.UUID) -> JsonResponse:
    """Autosave: {"answers": [{"question": id, "answer": {...}, "sequence": n}]}; an empty list asks for the time left.

    401 when she is no longer signed in: the page keeps the answers and says so.
    """
    if not request.user.is_authenticated:
        back = reverse("lms:attempt-detail", args=[attempt_uuid])
        return JsonResponse(
            {"signed_out": True, "url": f"{reverse('account_login')}?next={back}"}, status=401
        )
    attempt = _attempt_or_404(request, attempt_uuid)
    if not access.can_answer_attempt(request.user, attempt):
        raise Http404
    given = _read_batch(request.body)
    if given is None:
        return JsonResponse({"error": _("These answers cannot be read.")}, status=400)
    url = reverse("lms:attempt-detail", args=[attempt.uuid])
    try:
        results = save_answers(attempt=attempt, answers=given)
    except AttemptClosed:
        return JsonResponse({"closed": True, "url": url}, status=409)
    if attempt.submitted_at is None and clock.is_over(attempt.deadline_at, timezone.now()):
        attempt = submit_attempt(attempt=attempt, by_clock=True)
    return JsonResponse(
        {
            "answers": [
                {
                    "question": one.question_version_id,
                    "state": one.state,
                    "sequence": one.sequence,
                    "answer": one.answer,
                }
                for one in results
            ],
            "seconds_left": clock.seconds_left(attempt.deadline_at, timezone.now()),
            "closed": attempt.submitted_at is not None,
            "url": url,
        }
    )


@login_required
@require_POST
def attempt_submit(request: HttpRequest, attempt_uuid: uuid.UUID) -> HttpResponse:
    """The whole form: keeps the answers, then hands in unless only saving was asked for or answers are missing."""
    attempt = _attempt_or_404(request, attempt_uuid)
    if not access.can_answer_attempt(request.user, attempt):
        raise Http404
    url = reverse("lms:attempt-detail", args=[attempt.uuid])
    try:
        saved = save_answers(attempt=attempt, answers=_read_form(request, attempt))
    except AttemptClosed:
        return _see_other(url)
    if any(one.state == "refused" for one in saved):
        messages.error(request, _("An answer could not be read. Look through your answers once more."))
        return _see_other(url)
    if request.POST.get("act") == "save":
        messages.success(request, _("Your answers are saved."))
        return _see_other(url)
    is_over = clock.is_over(attempt.deadline_at, timezone.now())
    if not is_over and request.POST.get("sure") != "1":
        page = attempt_page(attempt, active_language())
        if page.answered < len(page.questions):
            return _questions(request, attempt, asks=True)
    submit_attempt(attempt=attempt)
    return _see_other(url)


def _questions(request: HttpRequest, attempt: Attempt, *, asks: bool = False) -> HttpResponse:
    outline = outline_for(attempt.edition, active_language())
    activity = outline.find_activity(attempt.activity_key)
    page = attempt_page(attempt, active_language())
    missing = [question.number for question in page.questions if not question.is_answered]
    context = {
        "page": None,
        "attempt": attempt,
        "quiz": page,
        "title": activity.title if activity else "",
        "course_key": attempt.enrolment.course_key,
        "missing": missing,
        "asks": asks and bool(missing),
        "store_key": salted_hmac("lms.quizzes.pending", str(attempt.uuid), algorithm="sha256").hexdigest(),
        "sign_in_url": f"{reverse('account_login')}?next={reverse('lms:attempt-detail', args=[attempt.uuid])}",
    }
    return render(request, "lms/quizzes/attempt.html", context)


def _result(request: HttpRequest, attempt: Attempt, *, is_own: bool) -> HttpResponse:
    language = active_language()
    outline = outline_for(attempt.edition, language)
    activity = outline.find_activity(attempt.activity_key)
    if activity is None:
        raise Http404
    overview = overview_of(attempt.enrolment, activity)
    reveals = overview.has_passed or overview.left == 0 or not is_own
    questions = review_of(attempt, language, reveals=reveals)
    lesson = outline.find_lesson(activity.lesson_key)
    again = read_again(attempt.edition, questions, language, str(lesson.key) if lesson else "")
    lessons = {str(one.key): one for one in outline.lessons}
    course_key = attempt.enrolment.course_key
    context = {
        "attempt": attempt,
        "activity": activity,
        "overview": overview,
        "percent": shown_percent(attempt.percent),
        "right": sum(question.is_right for question in questions),
        "questions": questions,
        "reveals": reveals,
        "is_own": is_own,
        "trainee": None if is_own else attempt.enrolment.user,
        "course_key": course_key,
        "lesson": lesson,
        "next_lesson": outline.next_after(lesson.key) if lesson else None,
        "read_again": [{"objective": one.objective, "lesson": lessons.get(one.lesson_key)} for one in again],
        "late_count": attempt.late_answers.count() if attempt.submitted_by_clock else 0,
        "crumbs": _crumbs(course_key, outline, lesson if is_own else None, activity.title),
        "store_key": salted_hmac("lms.quizzes.pending", str(attempt.uuid), algorithm="sha256").hexdigest(),
    }
    return render(request, "lms/quizzes/result.html", context)


def _attempt_or_404(request: HttpRequest, attempt_uuid: uuid.UUID) -> Attempt:
    attempt = get_object_or_404(
        Attempt.objects.select_related("enrolment__membership__cohort", "enrolment__user", "edition").defer(
            "edition__outline", "edition__digest", "edition__note"
        ),
        uuid=attempt_uuid,
    )
    if not access.can_read_attempt(request.user, attempt):
        raise Http404
    return attempt


def _edition_for_trainer(user: Any, course_key: uuid.UUID) -> Any:
    course = course_of_key(course_key)
    if course is None or not can_see_results(user, course):
        raise Http404
    edition = newest_edition(course_key)
    if edition is None:
        raise Http404
    return edition


def _crumbs(course_key: uuid.UUID, outline: Any, lesson: Any, title: str) -> list[dict[str, str]]:
    crumbs = [{"label": outline.title, "url": reverse("lms:course-learn", args=[course_key])}]
    if lesson is not None:
        crumbs.append(
            {"label": lesson.title, "url": reverse("lms:lesson-detail", args=[course_key, lesson.key])}
        )
    return [*crumbs, {"label": title, "url": ""}]


def _read_batch(body: bytes) -> list[GivenAnswer] | None:
    """The answers of an autosave; None when it is not what the page sends."""
    try:
        rows = json.loads(body)["answers"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if not isinstance(rows, list) or len(rows) > MAX_BATCH:
        return None
    given = []
    for row in rows:
        if not isinstance(row, dict):
            return None
        question, sequence = row.get("question"), row.get("sequence")
        if type(question) is not int or type(sequence) is not int or not 0 <= sequence <= MAX_SEQUENCE:
            return None
        given.append(GivenAnswer(question, row.get("answer"), sequence))
    return given


def _read_form(request: HttpRequest, attempt: Attempt) -> list[GivenAnswer]:
    """The answers of the whole form. A choice that is not sent is one that is not ticked."""
    sequence = min(_whole_number(request.POST.get("sequence", "")) or 0, MAX_SEQUENCE) + 1
    given = []
    for identifier in attempt.question_versions:
        name = f"q{identifier}"
        if name not in request.POST and "sequence" not in request.POST:
            continue
        values = request.POST.getlist(name)
        given.append(
            GivenAnswer(identifier, {"choices": values, "text": values[0] if values else ""}, sequence)
        )
    return given


def _whole_number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 15 else None


def _see_other(url: str) -> HttpResponseRedirect:
    """303: reload and Back never send the form again."""
    response = HttpResponseRedirect(url)
    response.status_code = 303
    return response
