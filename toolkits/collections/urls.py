"""Addresses of collections and of a firm's page."""

from django.urls import path

from toolkits.collections.views import device, firm, own, shared

urlpatterns = [
    path("collection/", device.collection_device, name="collection-device"),
    path("collection/items/", device.collection_items, name="collection-items"),
    path("collections/", own.collection_list, name="collection-list"),
    path("collections/new/", own.collection_create, name="collection-create"),
    path("collections/add/", own.collection_add, name="collection-add"),
    path("collections/restore/", own.collection_restore, name="collection-restore"),
    path("collections/<uuid:collection_uuid>/", own.collection_detail, name="collection-detail"),
    path("collections/<uuid:collection_uuid>/rename/", own.collection_rename, name="collection-rename"),
    path("collections/<uuid:collection_uuid>/remove/", own.collection_remove, name="collection-remove"),
    path("collections/<uuid:collection_uuid>/share/", own.collection_share, name="collection-share"),
    path("collections/<uuid:collection_uuid>/revoke/", own.collection_revoke, name="collection-revoke"),
    path("collections/<uuid:collection_uuid>/delete/", own.collection_delete, name="collection-delete"),
    path("shared/<str:token>/", shared.collection_shared, name="collection-shared"),
    path("firm/", firm.firm_home, name="firm-home"),
    path("firm/<uuid:firm_uuid>/", firm.firm_detail, name="firm-detail"),
]
