"""Addresses of lms: each applet has its own list; only aggregation here."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

app_name = "lms"

APPLETS = (
    "courses",
    "programmes",
    "enrolments",
    "quizzes",
    "attendance",
    "progress",
    "certificates",
    "reports",
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(f"lms.{applet}.urls")) for applet in APPLETS if find_spec(f"lms.{applet}.urls")
]
