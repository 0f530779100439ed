"""Addresses of pages that are no pages of the CMS."""

from django.urls import path

from pages.views import interest

app_name = "pages"
urlpatterns = [
    path("interest/", interest.firm_interest, name="firm-interest"),
    path("interest/thanks/", interest.firm_interest_done, name="firm-interest-done"),
    path("teach/interests/", interest.interest_list, name="interest-list"),
    path("teach/interests/<uuid:interest_uuid>/answered/", interest.interest_answer, name="interest-answer"),
]
