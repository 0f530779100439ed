"""Addresses of the demo."""

from django.urls import path

from demo import views

app_name = "demo"
urlpatterns = [path("demo/codes/", views.codes, name="codes")]
