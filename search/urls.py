"""Addresses of search."""

from django.urls import path

from search.views import files, results, saved, telling

app_name = "search"
urlpatterns = [
    path("search/", results.results, name="results"),
    path("search/suggestions/", results.suggestions, name="suggestions"),
    path("search/file/<int:file_id>/", files.open_file, name="file"),
    path("search/saved/", saved.saved_list, name="saved-list"),
    path("search/saved/new/", saved.saved_create, name="saved-create"),
    path("search/saved/<uuid:saved_uuid>/delete/", saved.saved_delete, name="saved-delete"),
    path("search/tell/", telling.tell, name="tell"),
]
