"""People as the office sees them."""

from django.urls import path

from accounts.views import giving, guardian, looking, people

app_name = "people"
urlpatterns = [
    path("", people.person_list, name="person-list"),
    path("new/", people.person_create, name="person-create"),
    path("looking/end/", looking.looking_end, name="looking-end"),
    path("<uuid:uuid>/look/", looking.looking_begin, name="looking-begin"),
    path("<uuid:uuid>/", people.person_detail, name="person-detail"),
    path("<uuid:uuid>/invite/", people.person_invite, name="person-invite"),
    path("<uuid:uuid>/account/", people.account_close, name="account-close"),
    path("<uuid:uuid>/guardian/", guardian.person_guardian, name="person-guardian"),
    path("<uuid:uuid>/roles/give/", giving.role_give, name="role-give"),
    path("<uuid:uuid>/roles/<int:assignment_id>/take/", giving.role_take, name="role-take"),
]
