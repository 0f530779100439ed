"""Addresses of a trainee's own screens."""

from django.urls import path

from lms.progress.views import course, dashboard, lesson

urlpatterns = [
    path("dashboard/", dashboard.dashboard, name="dashboard"),
    path("learn/<uuid:course_key>/", course.course_learn, name="course-learn"),
    path("learn/<uuid:course_key>/update/seen/", course.update_seen, name="course-update-seen"),
    path("learn/<uuid:course_key>/<uuid:lesson_key>/", lesson.lesson_detail, name="lesson-detail"),
    path("learn/<uuid:course_key>/<uuid:lesson_key>/done/", lesson.lesson_done, name="lesson-done"),
]
