"""A person's own pages."""

from django.urls import path

from accounts.views import organisations
from accounts.views import own as views

app_name = "accounts"
urlpatterns = [
    path("profile/", views.profile, name="profile"),
    path("profile/name/", views.name_edit, name="name-edit"),
    path("profile/username/", views.username_edit, name="username-edit"),
    path("profile/phone/", views.phone_edit, name="phone-edit"),
    path("profile/consents/<slug:purpose>/", views.consent_change, name="consent-change"),
    path("profile/sessions/<int:session_id>/end/", views.session_end, name="session-end"),
    path("confirm-email/again/", views.confirmation_send, name="confirmation-send"),
    path("organisation/<slug:organisation>/", organisations.sign_in, name="organisation-sign-in"),
    path("organisation/<slug:organisation>/connect/", organisations.connect, name="organisation-connect"),
    path("organisation/<slug:organisation>/remove/", organisations.disconnect, name="organisation-remove"),
    path("notice/", views.notice, name="notice"),
    path("home/", views.home, name="home"),
]
