"""Addresses of sessions and registers."""

from django.urls import path

from lms.attendance.views import planning, register

urlpatterns = [
    path("sessions/", planning.session_list, name="session-list"),
    path("sessions/<uuid:session_uuid>/calendar.ics", planning.session_calendar, name="session-calendar"),
    path("teach/groups/<uuid:cohort_uuid>/sessions/", planning.cohort_sessions, name="cohort-sessions"),
    path("teach/groups/<uuid:cohort_uuid>/sessions/new/", planning.session_create, name="session-create"),
    path("teach/sessions/<uuid:session_uuid>/", register.session_register, name="session-register"),
    path(
        "teach/sessions/<uuid:session_uuid>/attendance/", register.attendance_record, name="attendance-record"
    ),
    path("teach/sessions/<uuid:session_uuid>/edit/", planning.session_edit, name="session-edit"),
    path("teach/sessions/<uuid:session_uuid>/cancel/", planning.session_cancel, name="session-cancel"),
]
