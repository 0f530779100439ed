"""Sign-in, registration, two factors, sessions (allauth) and a person's own pages.

allauth's pages for other providers are left out until an installation has one.
"""

from django.urls import include, path

urlpatterns = [
    path("", include("accounts.own_urls")),
    path("", include("allauth.account.urls")),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
]
