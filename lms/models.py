"""Aggregates the applets' models for Django; tests/lms/test_models.py checks that none is missing."""

from lms.attendance.models import AttendanceRecord, ClassSession
from lms.certificates.models import Certificate, CertificateFile, CertificateRevocation
from lms.courses.models import CourseIndexPage, CoursePage, Edition, EditionLesson, LessonPage, ModulePage
from lms.enrolments.models import Enrolment, EnrolmentMove, Membership, PeopleAddition
from lms.programmes.models import Cohort, CohortCourse, Programme, ProgrammePartner, Track
from lms.progress.models import ActivityCompletion, CourseCompletion
from lms.quizzes.models import Attempt, LateAnswer, Question, QuestionVersion, Quiz, Response

__all__ = [
    "ActivityCompletion",
    "Attempt",
    "AttendanceRecord",
    "Certificate",
    "CertificateFile",
    "CertificateRevocation",
    "ClassSession",
    "Cohort",
    "CohortCourse",
    "CourseCompletion",
    "CourseIndexPage",
    "CoursePage",
    "Edition",
    "EditionLesson",
    "Enrolment",
    "EnrolmentMove",
    "LateAnswer",
    "LessonPage",
    "Membership",
    "ModulePage",
    "PeopleAddition",
    "Programme",
    "ProgrammePartner",
    "Question",
    "QuestionVersion",
    "Quiz",
    "Response",
    "Track",
]
