"""Addresses of the library that are no pages."""

from django.urls import path

from toolkits.library.views.download import download

urlpatterns = [path("download/<int:document_id>/", download, name="download")]
