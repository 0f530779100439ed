"""Addresses of quizzes."""

from django.urls import path

from lms.quizzes.views import results, taking, writing

urlpatterns = [
    path("learn/<uuid:course_key>/quiz/<uuid:activity_key>/", taking.quiz_detail, name="quiz-detail"),
    path(
        "learn/<uuid:course_key>/quiz/<uuid:activity_key>/start/", taking.attempt_start, name="attempt-start"
    ),
    path("attempts/<uuid:attempt_uuid>/", taking.attempt_detail, name="attempt-detail"),
    path("attempts/<uuid:attempt_uuid>/answer/", taking.attempt_answer, name="attempt-answer"),
    path("attempts/<uuid:attempt_uuid>/submit/", taking.attempt_submit, name="attempt-submit"),
    path("teach/quizzes/<uuid:quiz_uuid>/", writing.quiz_edit, name="quiz-edit"),
    path("teach/quizzes/<uuid:quiz_uuid>/settings/", writing.quiz_settings, name="quiz-settings"),
    path(
        "teach/quizzes/<uuid:quiz_uuid>/questions/new/<slug:kind>/",
        writing.question_create,
        name="question-create",
    ),
    path(
        "teach/quizzes/<uuid:quiz_uuid>/questions/<uuid:question_uuid>/",
        writing.question_change,
        name="question-change",
    ),
    path(
        "teach/quizzes/<uuid:quiz_uuid>/questions/<uuid:question_uuid>/arrange/",
        writing.question_arrange,
        name="question-arrange",
    ),
    path(
        "teach/courses/<uuid:course_key>/quiz/<uuid:activity_key>/results/",
        results.quiz_results,
        name="quiz-results",
    ),
    path(
        "teach/courses/<uuid:course_key>/quiz/<uuid:activity_key>/results.csv",
        results.quiz_results_export,
        name="quiz-results-export",
    ),
]
