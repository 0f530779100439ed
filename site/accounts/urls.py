"""Sign-in, registration, two factors, sessions (allauth) and a person's own pages."""

from django.urls import include, path

urlpatterns = [
    path("", include("allauth.urls")),
    path("", include("accounts.own_urls")),
]
