"""Addresses of the editors' screens, below the CMS's own."""

from django.urls import path

from search.views import cms

app_name = "search_cms"
urlpatterns = [
    path("reports/search/", cms.queries, name="queries"),
    path("reports/search/files/", cms.files, name="files"),
    path("reports/search/why/", cms.why, name="why"),
]
