"""Addresses of lms: each applet has its own list; only aggregation here."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "lms"

APPLETS = (
    "courses", "programmes", "enrolments", "quizzes", "h5p", "videos", "attendance", "progress", "certificates", "reports",
)  # fmt: skip

urlpatterns: list[URLPattern | URLResolver] = [path("", include(f"lms.{applet}.urls")) for applet in APPLETS]
