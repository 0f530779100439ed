"""Of the CMS's tree a writer of some courses sees these and no others': in the explorer, in its menu, in the search, in the
history of the site and on the first page. One policy, because all of these ask it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from lms.courses.access import can_create_course, editable_courses, foreign_courses

SHOWN = 6


class OwnPagesPolicy(PagePermissionPolicy):
    """What one may do with a page is asked page by page (models.CoursePermissionTester); this is what one sees of the tree."""

    def explorable_instances(self, user: Any) -> QuerySet[Page]:
        """Without the courses that she does not write, their modules and lessons."""
        pages = super().explorable_instances(user)
        foreign = foreign_courses(user)
        if foreign is None:
            return pages
        above = foreign.order_by().annotate(of=ExpressionWrapper(OuterRef("path"), output_field=CharField()))
        return pages.exclude(Exists(above.filter(of__startswith=F("path"))))


own_pages_policy = OwnPagesPolicy(Page)


@hooks.register("construct_explorer_page_queryset")
def refuse_foreign_courses(parent_page: Page, pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """Nor does she open one by its address."""
    if not own_pages_policy.explorable_instances(request.user).filter(pk=parent_page.pk).exists():
        raise PermissionDenied
    return pages


class CoursesPanel(Component):
    """Her courses, the newest first: to the page in the CMS, and to the builder."""

    name = "courses"
    order = 20
    template_name = "wagtailadmin/courses_panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """One query."""
        user = parent_context["request"].user
        courses = list(editable_courses(user)[:SHOWN])
        return {
            "rows": [
                (
                    course,
                    reverse("wagtailadmin_explore", args=[course.pk]),
                    reverse("lms:course-builder", args=[course.key]),
                )
                for course in courses
            ],
            "new": reverse("lms:course-create"),
        }


@hooks.register("construct_homepage_panels")
def add_courses_panel(request: HttpRequest, panels: list[Any]) -> None:
    """For everybody who writes courses."""
    if can_create_course(request.user):
        panels.insert(0, CoursesPanel())
