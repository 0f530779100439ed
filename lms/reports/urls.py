"""Addresses of the teaching pages and reports."""

from django.urls import path

from lms.reports.views import mentoring, progress, teaching

urlpatterns = [
    path("mentor/", mentoring.mentor_home, name="mentor-home"),
    path("teach/", teaching.teach_home, name="teach-home"),
    path("teach/groups/<uuid:uuid>/", teaching.cohort_detail, name="cohort-detail"),
    path("teach/groups/<uuid:uuid>/progress/", progress.cohort_progress, name="cohort-progress"),
    path(
        "teach/groups/<uuid:uuid>/progress/export.csv",
        progress.cohort_export,
        {"ending": "csv"},
        name="cohort-export-csv",
    ),
    path(
        "teach/groups/<uuid:uuid>/progress/export.xlsx",
        progress.cohort_export,
        {"ending": "xlsx"},
        name="cohort-export-xlsx",
    ),
    path("teach/groups/<uuid:uuid>/remind/", progress.cohort_remind, name="cohort-remind"),
]
