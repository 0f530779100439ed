"""Sign-in, registration, two factors, sessions (allauth) and a person's own pages.

Organisations whose people sign in with their own account answer at one address without a language (config.urls).
"""

from django.urls import include, path

urlpatterns = [
    path("", include("accounts.own_urls")),
    path("", include("allauth.account.urls")),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
]
