"""Addresses of packages inside courses, each with a person's session. What the frame itself asks for: urls.frames."""

from django.urls import path

from lms.h5p.views import activity, attempts, launching, results, statements

urlpatterns = [
    path("learn/<uuid:course_key>/h5p/<uuid:activity_key>/", activity.h5p_detail, name="h5p-detail"),
    path(
        "learn/<uuid:course_key>/h5p/<uuid:activity_key>/results/",
        attempts.h5p_results_own,
        name="h5p-results-own",
    ),
    path("h5p/attempts/<uuid:attempt_uuid>/", attempts.h5p_attempt, name="h5p-attempt"),
    path(
        "teach/courses/<uuid:course_key>/h5p/<uuid:activity_key>/results/",
        results.h5p_results,
        name="h5p-results",
    ),
    *[
        path(
            f"teach/courses/<uuid:course_key>/h5p/<uuid:activity_key>/{what}.{ending}",
            results.h5p_results_export,
            {"what": what, "ending": ending},
            name=f"h5p-{what}-{ending}",
        )
        for what in ("attempts", "answers")
        for ending in ("csv", "xlsx")
    ],
    path("h5p/<uuid:package_uuid>/launches/", launching.launch_create, name="h5p-launch"),
    path("h5p/launches/<uuid:launch_uuid>/state/", launching.state_save, name="h5p-state"),
    path("h5p/launches/<uuid:launch_uuid>/statements/", statements.statements_store, name="h5p-statements"),
]
