"""Addresses of videos inside courses."""

from django.urls import path

from lms.videos.views import activity, reports, results

urlpatterns = [
    path("learn/<uuid:course_key>/videos/<uuid:activity_key>/", activity.video_detail, name="video-detail"),
    path(
        "learn/<uuid:course_key>/videos/<uuid:activity_key>/opening/", reports.video_open, name="video-open"
    ),
    path(
        "learn/<uuid:course_key>/videos/<uuid:activity_key>/reports/",
        reports.video_report,
        name="video-report",
    ),
    path(
        "teach/courses/<uuid:course_key>/videos/<uuid:activity_key>/results/",
        results.video_results,
        name="video-results",
    ),
    *[
        path(
            f"teach/courses/<uuid:course_key>/videos/<uuid:activity_key>/watched.{ending}",
            results.video_results_export,
            {"ending": ending},
            name=f"video-watched-{ending}",
        )
        for ending in ("csv", "xlsx")
    ],
]
