"""Addresses without a language: the service worker and the manifest live at the root of the site."""

from django.urls import URLPattern

app_name = "core-root"
urlpatterns: list[URLPattern] = []
