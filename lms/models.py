"""Aggregates the applets' models for Django; tests/lms/test_models.py checks that none is missing."""

from lms.attendance.models import AttendanceRecord, ClassSession
from lms.certificates.models import Certificate, CertificateFile, CertificateRevocation
from lms.courses.models import CourseIndexPage, CoursePage, Edition, EditionLesson, LessonPage, ModulePage
from lms.enrolments.models import Enrolment, EnrolmentMove, Membership, PeopleAddition
from lms.h5p.models import H5PAttempt, H5PLibrary, H5PPackage, H5PUpload, H5PVersion
from lms.programmes.models import Cohort, CohortCourse, Programme, ProgrammePartner, Track
from lms.progress.models import ActivityCompletion, CourseCompletion
from lms.quizzes.models import Attempt, LateAnswer, Question, QuestionVersion, Quiz, Response
from lms.videos.models import VideoReport, VideoWatch
from lms.xapi.models import ActivityState, Launch, Statement

__all__ = [
    "ActivityCompletion",
    "ActivityState",
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
    "H5PAttempt",
    "H5PLibrary",
    "H5PPackage",
    "H5PUpload",
    "H5PVersion",
    "LateAnswer",
    "Launch",
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
    "Statement",
    "Track",
    "VideoReport",
    "VideoWatch",
]
