"""Addresses of joining and enrolling."""

from django.urls import path

from lms.enrolments.views import adding, arriving, cards, joining, members, moving

urlpatterns = [
    path("join/", joining.join_code, name="cohort-join-code"),
    path("join/<str:code>/", joining.cohort_join, name="cohort-join"),
    path("learn/<uuid:course_key>/enrol/", joining.course_enrol, name="course-enrol"),
    path("teach/groups/<uuid:uuid>/join-link/", arriving.join_link, name="cohort-join-link"),
    path("teach/groups/<uuid:uuid>/join-link/arrivals/", arriving.arrivals, name="cohort-arrivals"),
    path("teach/groups/<uuid:uuid>/waiting/", joining.cohort_waiting, name="cohort-waiting"),
    path(
        "teach/groups/<uuid:uuid>/courses/<uuid:course_key>/move/",
        moving.cohort_move_people,
        name="cohort-move-people",
    ),
    path("teach/courses/<uuid:course_key>/move/", moving.course_move_people, name="course-move-people"),
    path("teach/memberships/<uuid:uuid>/answer/", joining.membership_answer, name="membership-answer"),
    path("teach/groups/<uuid:uuid>/people/add/", adding.people_add, name="people-add"),
    path("teach/groups/<uuid:uuid>/cards/", cards.cohort_cards, name="cohort-cards"),
    path("teach/memberships/<uuid:uuid>/card/", cards.membership_card, name="membership-card"),
    path("teach/groups/<uuid:uuid>/members/", members.cohort_members, name="cohort-members"),
    path("teach/groups/<uuid:uuid>/members/add/", members.member_add, name="member-add"),
    path("teach/memberships/<uuid:uuid>/", members.membership_detail, name="membership-detail"),
]
