"""Addresses of pages that are no pages of the CMS."""

from django.urls import path

from pages.views import interest, setup, steps

app_name = "pages"
urlpatterns = [
    path("setup/", setup.setup, name="setup"),
    path("setup/open/<str:token>/", setup.setup_open, name="setup-open"),
    path("setup/steps/", steps.step_list, name="setup-steps"),
    path("setup/steps/mail/", steps.mail_test, name="setup-mail-test"),
    path("setup/steps/backups/", steps.backups_confirm, name="setup-backups-confirm"),
    path("interest/", interest.firm_interest, name="firm-interest"),
    path("interest/thanks/", interest.firm_interest_done, name="firm-interest-done"),
    path("teach/interests/", interest.interest_list, name="interest-list"),
    path("teach/interests/<uuid:interest_uuid>/answered/", interest.interest_answer, name="interest-answer"),
]
