"""Addresses of documents; the name is the one that Wagtail's documents ask for. No page for collection passwords."""

from django.urls import re_path

from files.views import serve_document

urlpatterns = [re_path(r"^(\d{1,18})/([^/]{1,255})$", serve_document, name="wagtaildocs_serve")]
