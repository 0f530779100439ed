"""Addresses that programs call."""

from django.urls import path

from notifications.views import bounces

app_name = "notifications-root"
urlpatterns = [path("notifications/bounces/", bounces.bounce, name="bounce")]
