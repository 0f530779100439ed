"""Addresses of programmes."""

from django.urls import path

from lms.programmes import views

urlpatterns = [
    path("programmes/<slug:code>/", views.programme_detail, name="programme-detail"),
]
