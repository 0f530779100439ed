"""Addresses of search."""

from django.urls import URLPattern, URLResolver, path

app_name = "search"
urlpatterns: list[URLPattern | URLResolver] = []
