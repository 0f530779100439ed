"""Addresses of pages."""

from django.urls import URLPattern, URLResolver, path

app_name = "pages"
urlpatterns: list[URLPattern | URLResolver] = []
