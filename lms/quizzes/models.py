"""Quiz, Question, QuestionVersion (authored); Attempt, Response, LateAnswer (records).

Authored rows: written by trainers through `quizzes.services.authoring`; a question's change is a new version.
Attempts and responses: written by `quizzes.services.attempts` only; a submitted attempt never changes.
"""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.languages import in_language
from lms.courses.models import Edition
from lms.enrolments.models import Enrolment


class Quiz(models.Model):
    """A set of questions. A lesson's quiz block points here; an edition freezes the question versions."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    titles = models.JSONField(default=dict, help_text="Title by language.")
    pass_mark = models.PositiveSmallIntegerField(
        _("pass mark, per cent"), default=70, validators=[MinValueValidator(0), MaxValueValidator(100)]
    )
    max_attempts = models.PositiveSmallIntegerField(
        _("attempts allowed"), null=True, blank=True, help_text=_("Empty: as often as one likes.")
    )
    minutes = models.PositiveSmallIntegerField(
        _("time limit in minutes"), null=True, blank=True, help_text=_("Empty: no limit.")
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The title in the language of this request."""
        return in_language(self.titles)

    title.fget.short_description = _("Title")  # type: ignore[attr-defined]  # the heading in lists of the CMS


class QuestionKind(models.TextChoices):
    SINGLE = "single", _("One right answer")
    MULTIPLE = "multiple", _("Several right answers")
    TRUE_FALSE = "true_false", _("True or false")
    SHORT_TEXT = "short_text", _("Short text")


class Question(models.Model):
    """A place in a quiz; what is asked is in its newest version."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="questions")
    sort_order = models.PositiveIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["sort_order", "id"]

    def __str__(self) -> str:
        return str(self.uuid)


class QuestionVersion(models.Model):
    """What a question asked at one time. Append-only.

    texts: {lang: {"stem": str, "choices": {choice key: {"text": str, "feedback": str}}, "feedback": str}}; Turkish
        (or the course's own language) is whole, others fall back to it.
    choices: ordered choice keys, for example ["a", "b", "c"]; empty for short text.
    right: choice keys that are right; for short text the accepted answers by language {"tr": [...]} in `accepted`.
    objective: the lesson objective it tests, for reports.
    """

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=QuestionKind.choices)
    texts = models.JSONField()
    choices = models.JSONField(default=list)
    right = models.JSONField(default=list)
    accepted = models.JSONField(default=dict)
    points = models.PositiveSmallIntegerField(default=1, validators=[MinValueValidator(1)])
    objective = models.CharField(max_length=200, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="lms_question_version_once")
        ]

    def __str__(self) -> str:
        return in_language({language: text["stem"] for language, text in self.texts.items()})


class Attempt(models.Model):
    """One go at a quiz. Open until submitted; then `score` of `max_score` points and `passed` stand for ever."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attempts")
    activity_key = models.UUIDField()
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    question_versions = models.JSONField(help_text="Ids of the question versions, in the order shown.")
    started_at = models.DateTimeField(default=timezone.now)
    deadline_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by_clock = models.BooleanField(default=False)
    score = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    max_score = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    passed = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "activity_key", "number"], name="lms_attempt_number_once"
            ),
            models.UniqueConstraint(
                fields=["enrolment", "activity_key"],
                condition=models.Q(submitted_at=None),
                name="lms_attempt_one_open",
            ),
            models.CheckConstraint(
                condition=models.Q(submitted_at=None, score=None, passed=None)
                | models.Q(submitted_at__isnull=False, score__isnull=False, passed__isnull=False),
                name="lms_attempt_graded_when_submitted",
            ),
        ]
        indexes = [
            models.Index(
                fields=["deadline_at"], condition=models.Q(submitted_at=None), name="lms_attempt_overdue"
            )
        ]

    def __str__(self) -> str:
        return f"{self.enrolment} #{self.number}"


class Response(models.Model):
    """The answer to one question of an attempt; may change while the attempt is open.

    answer: {"choices": ["a"]} or {"text": "…"}. sequence: the client's count; an older one never overwrites a newer.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="responses")
    question_version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="+")
    answer = models.JSONField()
    sequence = models.BigIntegerField(default=0)
    saved_at = models.DateTimeField(default=timezone.now)
    points = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attempt", "question_version"], name="lms_response_once")
        ]

    def __str__(self) -> str:
        return f"{self.attempt}: {self.question_version_id}"


class LateAnswer(models.Model):
    """An answer that came after the deadline: kept as evidence, not counted (security statement 15). Append-only."""

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="late_answers")
    question_version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="+")
    answer = models.JSONField()
    arrived_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.attempt}: {self.question_version_id} late"
