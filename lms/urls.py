"""Addresses of lms."""

from django.urls import URLPattern, URLResolver, path

app_name = "lms"
urlpatterns: list[URLPattern | URLResolver] = []
