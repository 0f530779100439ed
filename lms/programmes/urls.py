"""Addresses of programmes and groups."""

from django.urls import path

from lms.programmes.views import courses, groups, office, partners, public, trainers

urlpatterns = [
    path("programmes/<slug:code>/", public.programme_detail, name="programme-detail"),
    path("teach/programmes/", office.programme_list, name="programme-list"),
    path("teach/programmes/new/", office.programme_create, name="programme-create"),
    path("teach/programmes/<uuid:uuid>/", office.programme_manage, name="programme-manage"),
    path("teach/programmes/<uuid:uuid>/edit/", office.programme_edit, name="programme-edit"),
    path("teach/programmes/<uuid:uuid>/partners/", partners.programme_partners, name="programme-partners"),
    path("teach/programmes/<uuid:uuid>/tracks/new/", office.track_create, name="track-create"),
    path("teach/programmes/<uuid:uuid>/tracks/<slug:code>/", office.track_edit, name="track-edit"),
    path("teach/programmes/<uuid:uuid>/groups/new/", groups.cohort_create, name="cohort-create"),
    path("teach/groups/<uuid:uuid>/edit/", groups.cohort_edit, name="cohort-edit"),
    path("teach/groups/<uuid:uuid>/join-link/new/", groups.join_code_renew, name="cohort-join-code-renew"),
    path("teach/groups/<uuid:uuid>/courses/", courses.cohort_courses, name="cohort-courses"),
    path("teach/groups/<uuid:uuid>/trainers/", trainers.cohort_trainers, name="cohort-trainers"),
    path(
        "teach/groups/<uuid:uuid>/trainers/<int:assignment_id>/remove/",
        trainers.cohort_trainer_remove,
        name="cohort-trainer-remove",
    ),
]
