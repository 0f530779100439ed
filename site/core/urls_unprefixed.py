"""Addresses without a language: the service worker lives at the root of the site."""

from django.urls import path

from core.views.pwa import service_worker

app_name = "core-root"
urlpatterns = [path("sw.js", service_worker, name="service-worker")]
