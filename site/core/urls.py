"""Addresses of the house itself."""

from django.urls import path

from core.mailbox import views as mailbox

app_name = "core"
urlpatterns = [
    path("mailbox/", mailbox.mailbox_list, name="mailbox-list"),
    path("mailbox/<str:name>/", mailbox.mailbox_detail, name="mailbox-detail"),
]
