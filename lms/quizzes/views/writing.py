"""A trainer writes a quiz: its settings and its questions on one page."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.languages import active_language
from lms.courses.access import can_publish_course
from lms.courses.selectors.changes import change_label, pending_change_count
from lms.quizzes.access import can_edit_quiz
from lms.quizzes.forms import QuestionForm, QuizSettingsForm
from lms.quizzes.models import Question, QuestionKind, QuestionVersion, Quiz
from lms.quizzes.selectors.authored import Use, newest_versions_of, quiz_language, uses_of
from lms.quizzes.selectors.taking import html_of, language_of
from lms.quizzes.services import authoring


@login_required
@require_GET
def quiz_edit(request: HttpRequest, quiz_uuid: uuid.UUID) -> HttpResponse:
    """The quiz; `?edit=<question>` opens a question in its place, `?new=<kind>` an empty one below."""
    quiz, uses = _quiz_or_404(request, quiz_uuid)
    form, edited = None, None
    kind = request.GET.get("new", "")
    if kind in QuestionKind.values:
        form = QuestionForm(kind=kind, language=quiz_language(quiz))
    elif request.GET.get("edit"):
        edited = _question_or_404(quiz, request.GET["edit"])
        version = edited.versions.order_by("-number").first()
        form = QuestionForm(kind=version.kind, version=version)
    return _page(request, quiz, uses, question_form=form, edited=edited)


@login_required
@require_POST
def quiz_settings(request: HttpRequest, quiz_uuid: uuid.UUID) -> HttpResponse:
    """Save titles and settings."""
    quiz, uses = _quiz_or_404(request, quiz_uuid)
    form = QuizSettingsForm(request.POST)
    if not form.is_valid():
        return _page(request, quiz, uses, settings_form=form, status=422)
    authoring.change_quiz(
        quiz=quiz, by=request.user, titles=form.titles(form.cleaned_data), **form.settings()
    )
    return _saved(request, quiz, uses)


@login_required
@require_POST
def question_create(request: HttpRequest, quiz_uuid: uuid.UUID, kind: str) -> HttpResponse:
    """Add a question."""
    quiz, uses = _quiz_or_404(request, quiz_uuid)
    if kind not in QuestionKind.values:
        raise Http404
    form = QuestionForm(request.POST, kind=kind, language=quiz_language(quiz))
    if not form.is_valid():
        return _page(request, quiz, uses, question_form=form, status=422)
    question = authoring.add_question(quiz=quiz, by=request.user, **form.question())
    return _saved(request, quiz, uses, question)


@login_required
@require_POST
def question_change(request: HttpRequest, quiz_uuid: uuid.UUID, question_uuid: uuid.UUID) -> HttpResponse:
    """Write a new version of a question."""
    quiz, uses = _quiz_or_404(request, quiz_uuid)
    question = _question_or_404(quiz, question_uuid)
    version = question.versions.order_by("-number").first()
    form = QuestionForm(request.POST, kind=version.kind, version=version)
    if not form.is_valid():
        return _page(request, quiz, uses, question_form=form, edited=question, status=422)
    authoring.change_question(question=question, by=request.user, **form.question())
    return _saved(request, quiz, uses, question)


@login_required
@require_POST
def question_arrange(request: HttpRequest, quiz_uuid: uuid.UUID, question_uuid: uuid.UUID) -> HttpResponse:
    """Move a question up or down, retire it, or ask it again: `act` says which."""
    quiz, _uses = _quiz_or_404(request, quiz_uuid)
    question = _question_or_404(quiz, question_uuid)
    act = request.POST.get("act")
    if act in {"up", "down"}:
        authoring.move_question(question=question, places=-1 if act == "up" else 1)
    elif act == "retire":
        authoring.retire_question(question=question, by=request.user)
        messages.info(request, _("The question is not asked any more. It is kept at the end of this page."))
        return redirect("lms:quiz-edit", quiz.uuid)
    elif act == "restore":
        authoring.restore_question(question=question, by=request.user)
    else:
        raise Http404
    return redirect(f"{reverse('lms:quiz-edit', args=[quiz.uuid])}#question-{question.uuid}")


def _page(
    request: HttpRequest,
    quiz: Quiz,
    uses: list[Use],
    *,
    settings_form: QuizSettingsForm | None = None,
    question_form: QuestionForm | None = None,
    edited: Question | None = None,
    status: int = 200,
) -> HttpResponse:
    language = active_language()
    retired = newest_versions_of([quiz.pk], is_retired=True)[quiz.pk]
    context = {
        "quiz": quiz,
        "uses": uses,
        "settings_form": settings_form or QuizSettingsForm(quiz=quiz),
        "is_settings_open": settings_form is not None,
        "questions": [_shown(version, language) for version in newest_versions_of([quiz.pk])[quiz.pk]],
        "retired": [_shown(version, language) for version in retired],
        "question_form": question_form,
        "edited": edited,
        "kinds": QuestionKind.choices,
        "kind_label": QuestionKind(question_form.kind).label if question_form else "",
        "crumbs": _crumbs(quiz, uses),
        "unpublished": _unpublished(request, uses),
    }
    return render(request, "lms/quizzes/edit.html", context, status=status)


def _unpublished(request: HttpRequest, uses: list[Use]) -> list[dict[str, Any]]:
    """For each course of the quiz that she may publish: what its trainees do not see yet ("3 changes …")."""
    courses = {use.course.key: use.course for use in uses}
    found = [
        {"course": course, "label": change_label(pending_change_count(course))}
        for course in courses.values()
        if can_publish_course(request.user, course)
    ]
    return [one for one in found if one["label"]]


def _shown(version: QuestionVersion, language: str) -> dict[str, Any]:
    shown_in = language_of(version, language)
    text = version.texts[shown_in]
    return {
        "uuid": version.question.uuid,
        "html": html_of(text["stem"]),
        "kind": version.get_kind_display(),
        "points": version.points,
        "language": shown_in,
        "languages": [one for one in ("tr", "en", "ar") if version.texts.get(one, {}).get("stem")],
        "choices": [
            {"html": html_of(text["choices"][key]["text"]), "is_right": key in version.right}
            for key in version.choices
        ],
        "accepted": [answer for row in version.accepted.values() for answer in row],
    }


def _quiz_or_404(request: HttpRequest, quiz_uuid: uuid.UUID) -> tuple[Quiz, list[Use]]:
    quiz = get_object_or_404(Quiz, uuid=quiz_uuid)
    uses = uses_of(quiz, active_language())
    if not can_edit_quiz(request.user, quiz, [use.course for use in uses]):
        raise Http404
    return quiz, uses


def _question_or_404(quiz: Quiz, question_uuid: uuid.UUID | str) -> Question:
    """A question of this quiz only (security statement 2)."""
    try:
        wanted = uuid.UUID(str(question_uuid))
    except ValueError:
        raise Http404
    return get_object_or_404(Question, quiz=quiz, uuid=wanted)


def _crumbs(quiz: Quiz, uses: list[Use]) -> list[dict[str, str]]:
    crumbs = [{"label": _("Teaching"), "url": reverse("lms:teach-home")}]
    if uses:
        crumbs.append(
            {"label": uses[0].course.title, "url": reverse("lms:course-builder", args=[uses[0].course.key])}
        )
    return [*crumbs, {"label": quiz.title, "url": ""}]


def _saved(
    request: HttpRequest, quiz: Quiz, uses: list[Use], question: Question | None = None
) -> HttpResponse:
    text = _("Saved. Trainees see it after you publish the changes of the course.") if uses else _("Saved.")
    messages.success(request, text)
    url = reverse("lms:quiz-edit", args=[quiz.uuid])
    return redirect(f"{url}#question-{question.uuid}" if question else url)
