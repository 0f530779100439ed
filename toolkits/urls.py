"""Addresses of toolkits."""

from django.urls import include, path

app_name = "toolkits"
urlpatterns = [
    path("", include("toolkits.library.urls")),
    path("", include("toolkits.collections.urls")),
]
