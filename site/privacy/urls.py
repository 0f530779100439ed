"""What is held about people."""

from django.urls import path

from privacy.views import office, own, special

app_name = "privacy"
urlpatterns = [
    path("", own.overview, name="overview"),
    path("data/", own.data, name="data"),
    path("data.json", own.data_json, name="data-json"),
    path("copies/", own.copy_ask, name="copy-ask"),
    path("copies/<uuid:uuid>/", own.copy_progress, name="copy-progress"),
    path("copies/<uuid:uuid>/download/", own.copy_download, name="copy-download"),
    path("log/", own.access_log, name="access-log"),
    path("erasure/", own.erasure, name="erasure"),
    path("erasure/take-back/", own.erasure_take_back, name="erasure-take-back"),
    path("special/", special.special, name="special"),
    path("special/log/", special.special_log, name="special-log"),
    path("people/<uuid:uuid>/special/", special.person_special, name="person-special"),
    path("people/<uuid:uuid>/erasure/", office.person_erasure, name="person-erasure"),
    path("people/<uuid:uuid>/merge/", office.person_merge, name="person-merge"),
    path("merges/<uuid:uuid>/undo/", office.merge_undo, name="merge-undo"),
    path("retention/", office.retention, name="retention"),
    path("retention/<uuid:uuid>/carry-out/", office.retention_carry_out, name="retention-carry-out"),
]
