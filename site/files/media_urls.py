"""Addresses of pictures."""

from django.urls import path

from files.views import serve_image

app_name = "media"
urlpatterns = [path("<path:path>", serve_image, name="image")]
