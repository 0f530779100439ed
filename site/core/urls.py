"""Addresses of the house itself."""

from django.urls import path

from core.mailbox import views as mailbox
from core.views import gallery, pwa

app_name = "core"
urlpatterns = [
    path("manifest.webmanifest", pwa.manifest, name="manifest"),
    path("offline/", pwa.offline, name="offline"),
    path("gallery/", gallery.gallery, name="gallery"),
    path("mailbox/", mailbox.mailbox_list, name="mailbox-list"),
    path("mailbox/<str:name>/", mailbox.mailbox_detail, name="mailbox-detail"),
    path("mailbox/<str:name>/html/", mailbox.mailbox_html, name="mailbox-html"),
]
