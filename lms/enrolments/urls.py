"""Addresses of joining and enrolling."""

from django.urls import path

from lms.enrolments import views

urlpatterns = [
    path("join/", views.join_code, name="cohort-join-code"),
    path("join/<str:code>/", views.cohort_join, name="cohort-join"),
    path("learn/<uuid:course_key>/enrol/", views.course_enrol, name="course-enrol"),
    path("teach/groups/<uuid:uuid>/waiting/", views.cohort_waiting, name="cohort-waiting"),
    path("teach/memberships/<uuid:uuid>/answer/", views.membership_answer, name="membership-answer"),
]
