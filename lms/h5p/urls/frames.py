"""Addresses that a frame asks for: no language, no session, no cookie (core.activity_origin.ACTIVITY_PATHS)."""

from django.urls import path, re_path

from lms.h5p.views import files, player

app_name = "lms-frames"
urlpatterns = [
    path("play/<str:token>/", player.play, name="play"),
    re_path(r"^lib/(?P<sha256>[0-9a-f]{64})/(?P<path>.{1,400})$", files.library_file, name="library-file"),
    re_path(
        r"^content/(?P<token>[\w:.-]{20,300})/(?P<path>.{1,400})$", files.content_file, name="content-file"
    ),
]
