"""Addresses of toolkits."""

from django.urls import URLPattern, URLResolver, path

app_name = "toolkits"
urlpatterns: list[URLPattern | URLResolver] = []
