"""The short address that stands on sign-in cards."""

from django.urls import path

from accounts.views import cards

app_name = "card"
urlpatterns = [
    path("", cards.card_code, name="code"),
    path("password/", cards.card_password, name="password"),
]
