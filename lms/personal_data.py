"""What is held about people in learning.

Places, enrolments, results and attendance stay under the pseudonym of somebody who was erased: what was reported to who
pays for a programme must still add up, and a certificate must still be verifiable. What she wrote goes.
"""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.audit import action_labels
from core.personal_data import Erasure, Holding, declare, erasure_steps
from lms.enrolments.models import Membership
from lms.enrolments.services import leave_cohort

_REPORTED = _("Reports to the programme's funder were made from it and must add up; without the name.")
_PROVEN = _("Whoever was shown the certificate must be able to check it; without the name.")
TEN_YEARS = 10


declare(
    Holding(
        model="lms.Membership",
        title=_("Places in groups"),
        purpose="learning",
        owner="user",
        reason=_REPORTED,
        keep_years=TEN_YEARS,
        plain=("source",),
        follows="user",
        clashes=("cohort_id",),
        shown=("cohort", "firm", "state", "joined_at", "source"),
    ),
    Holding(
        model="lms.PeopleAddition",
        title=_("Lists of people brought into groups"),
        purpose="office",
        others=("made_by",),
    ),
    Holding(
        model="lms.Enrolment",
        title=_("Courses taken"),
        purpose="learning",
        owner="user",
        reason=_REPORTED,
        keep_years=TEN_YEARS,
        follows="user",
        clashes=("course_key", "membership_id"),
        goes_with="membership",
        shown=("course", "state", "enrolled_at", "due_on"),
    ),
    Holding(
        model="lms.EnrolmentMove",
        title=_("Moves to a newer form of a course"),
        purpose="learning",
        owner="enrolment__user",
        others=("moved_by",),
        reason=_REPORTED,
        keep_years=TEN_YEARS,
        cleared={"reason": ""},
        needs_door=True,
        shown=("enrolment__course", "at", "reason"),
    ),
    Holding(
        model="lms.ActivityCompletion",
        title=_("Finished steps"),
        purpose="learning",
        owner="enrolment__user",
        others=("recorded_by",),
        reason=_REPORTED,
        keep_years=TEN_YEARS,
        plain=("evidence",),
        shown=("enrolment__course", "source", "completed_at"),
    ),
    Holding(
        model="lms.CourseCompletion",
        title=_("Finished courses"),
        purpose="proof",
        owner="enrolment__user",
        reason=_REPORTED,
        keep_years=TEN_YEARS,
        plain=("trace",),
        shown=("enrolment__course", "completed_at"),
    ),
    Holding(
        model="lms.Response",
        title=_("Answers in quizzes"),
        purpose="answers",
        owner="attempt__enrolment__user",
        erasure=Erasure.DELETE,
        shown=("question_version", "answer", "points", "saved_at"),
        ages_from="attempt__submitted_at",
    ),
    Holding(
        model="lms.LateAnswer",
        title=_("Answers that came after the time was over"),
        purpose="answers",
        owner="attempt__enrolment__user",
        reason=_("That an answer came late stays as evidence; the answer goes."),
        cleared={"answer": {}},
        needs_door=True,
        shown=("question_version", "answer", "arrived_at"),
        ages_from="arrived_at",
    ),
    Holding(
        model="lms.Attempt",
        title=_("Attempts at quizzes, with results"),
        purpose="learning",
        owner="enrolment__user",
        reason=_REPORTED,
        keep_years=TEN_YEARS,
        plain=("question_versions",),
        shown=("enrolment__course", "number", "started_at", "submitted_at", "percent", "passed"),
    ),
    Holding(
        model="lms.Launch",
        title=_("Packages opened"),
        purpose="learning",
        owner="user",
        reason=_REPORTED,
        keep_years=TEN_YEARS,
        plain=("kind", "token_digest"),
        secrets=("token_digest",),
        follows="user",
        goes_with="enrolment",
        shown=("enrolment__course", "launched_at", "ended_at"),
    ),
    Holding(
        model="lms.Statement",
        title=_("What packages reported"),
        purpose="answers",
        owner="launch__user",
        reason=_("That something was reported, and with what result, stays; answers and words go."),
        cleared={"raw": {}, "document": {}},
        plain=("actor", "verb", "activity_id"),
        needs_door=True,
        shown=("launch__enrolment__course", "verb", "score_raw", "score_max", "said_at"),
        ages_from="stored_at",
    ),
    Holding(
        model="lms.H5PAttempt",
        title=_("Attempts at packages, with results"),
        purpose="learning",
        owner="enrolment__user",
        reason=_REPORTED,
        keep_years=TEN_YEARS,
        shown=("enrolment__course", "version", "number", "started_at", "completed_at", "score", "max_score"),
    ),
    Holding(
        model="lms.ActivityState",
        title=_("Where you stopped in packages"),
        purpose="own",
        owner="user",
        erasure=Erasure.DELETE,
        follows="user",
        clashes=("place", "version_key", "sub_content"),
        shown=("state", "saved_at"),
    ),
    Holding(
        model="lms.VideoWatch",
        title=_("How much of a video you watched, and where you stopped"),
        purpose="learning",
        owner="enrolment__user",
        reason=_REPORTED,
        keep_years=TEN_YEARS,
        plain=("file", "parts"),
        shown=("enrolment__course", "covered_ms", "length_ms", "started_at", "heard_at"),
    ),
    Holding(
        model="lms.VideoReport",
        title=_("What players of videos reported"),
        purpose="answers",
        owner="watch__enrolment__user",
        erasure=Erasure.DELETE,
        plain=("claims",),
        shown=("watch__enrolment__course", "counted_ms", "cut_ms", "arrived_at"),
        ages_from="arrived_at",
    ),
    Holding(
        model="lms.AttendanceRecord",
        title=_("Attendance"),
        purpose="proof",
        owner="membership__user",
        others=("recorded_by",),
        reason=_REPORTED,
        keep_years=TEN_YEARS,
        cleared={"reason": ""},
        plain=("idempotency_key",),
        needs_door=True,
        shown=("session", "presence", "recorded_at", "recorded_by", "reason"),
    ),
    Holding(
        model="lms.Certificate",
        title=_("Certificates"),
        purpose="proof",
        owner="holder",
        reason=_PROVEN,
        keep_years=TEN_YEARS,
        cleared={"holder_name": lambda pseudonym: pseudonym},
        plain=("course_titles", "details", "code"),
        needs_door=True,
        follows="holder",
        shown=("course_title", "holder_name", "code", "issued_at"),
    ),
    Holding(
        model="lms.CertificateFile",
        title=_("Files of certificates"),
        purpose="proof",
        owner="certificate__holder",
        reason=_("Its fingerprint stays, so that a copy can be recognised; the file goes."),
        keep_years=TEN_YEARS,
        plain=("path", "sha256", "language"),
        file="path",
        shown=("certificate", "language", "made_at"),
    ),
    Holding(
        model="lms.CertificateRevocation",
        title=_("Certificates taken back"),
        purpose="proof",
        owner="certificate__holder",
        others=("asked_by", "approved_by"),
        reason=_PROVEN,
        keep_years=TEN_YEARS,
        cleared={"reason": ""},
        needs_door=True,
        shown=("certificate", "reason", "asked_at", "approved_at"),
    ),
    Holding(model="lms.ClassSession", title=_("Class sessions"), purpose="office", others=("trainer",)),
    Holding(model="lms.Edition", title=_("Published courses"), purpose="office", others=("published_by",)),
    Holding(model="lms.Quiz", title=_("Written quizzes"), purpose="office", others=("created_by",)),
    Holding(model="lms.H5PPackage", title=_("H5P packages"), purpose="office", others=("created_by",)),
    Holding(
        model="lms.H5PVersion",
        title=_("Versions of H5P packages"),
        purpose="office",
        others=("uploaded_by",),
    ),
    Holding(
        model="lms.H5PUpload", title=_("Uploads of H5P packages"), purpose="office", others=("uploaded_by",)
    ),
    Holding(
        model="lms.QuestionVersion",
        title=_("Written questions"),
        purpose="office",
        others=("created_by",),
    ),
)

for _action, _label in {
    "lms.progress_seen": _("Looked at your progress as a mentor"),
    "lms.progress_exported": _("Took out a table with your progress"),
    "lms.results_exported": _("Took out a table with your quiz results"),
    "lms.package_results_exported": _("Took out a table with your results in a package"),
    "lms.video_results_exported": _("Took out a table with what you watched of a video"),
    "lms.package_answers_seen": _("Read your answers in a package"),
    "lms.answers_seen": _("Read your answers in a quiz"),
    "lms.member_seen": _("Opened your place in a group"),
}.items():
    action_labels.register(_action, _label)


def _leave_running_groups(person: Any) -> None:
    """Her place in a group that still runs is free for the next who waits; what is over stays as it was counted."""
    running = Membership.objects.filter(user=person, cohort__ends_on__gte=timezone.localdate())
    for membership in running.order_by("pk"):
        leave_cohort(membership=membership, by=None)


erasure_steps.register("groups", _leave_running_groups)
