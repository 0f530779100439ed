"""Ties the applets together while Django starts: lesson blocks, activity kinds, page views, handlers, navigation."""

from django.apps import apps
from django.db.models.signals import post_migrate
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.permissions import register_permission_policy

from accounts.directory import person_panels
from accounts.errands import errands
from accounts.landing import card_landings, first_entry, landing_pages
from accounts.scopes import Containment, PeopleSource, ScopeKind, containments, people_sources, scope_kinds
from core.blocks import add_block, reading_blocks
from core.navigation import Entry, navigation, signed_in
from core.notifications import INBOX, Kind, kinds
from core.pages import page_views
from lms.certificates import handlers as certificates_handlers
from lms.courses import handlers as courses_handlers
from lms.courses.access import can_edit_page
from lms.courses.admin.own_pages import own_pages_policy
from lms.courses.blocks import CheckYourselfBlock, ToolkitCardBlock
from lms.courses.models import CoursePage
from lms.courses.registry import BUILDER_TOOLS, LESSON_BLOCKS, activity_kinds, page_editor_rule
from lms.courses.views import catalogue, preview
from lms.enrolments import handlers as enrolments_handlers
from lms.enrolments.selectors.cards import course_of_her_group
from lms.enrolments.selectors.people import groups_panel, people_in_groups, people_in_other_groups
from lms.enrolments.views.coming import JOIN_ERRAND
from lms.h5p import handlers as h5p_handlers
from lms.h5p import tasks as h5p_tasks  # noqa: F401 - registers what the outbox delivers
from lms.h5p.access import package_policy
from lms.h5p.blocks import H5PBlock, PagePackageBlock
from lms.h5p.models import H5PPackage
from lms.h5p.services.cms_permissions import let_groups_use_packages
from lms.h5p.views.builder import H5P_KIND, H5P_TOOL
from lms.programmes import handlers as programmes_handlers
from lms.programmes.access import can_manage_programmes
from lms.programmes.models import Cohort, Programme
from lms.progress import handlers as progress_handlers
from lms.quizzes import handlers as quizzes_handlers
from lms.quizzes.blocks import QuizBlock
from lms.quizzes.views.builder import QUIZ_KIND, QUIZ_TOOL
from lms.reports.access import can_open_teaching, is_mentor
from lms.videos.blocks import LessonVideoBlock
from lms.videos.views.builder import VIDEO_KIND, VIDEO_TOOL
from lms.xapi import handlers as xapi_handlers
from organisations.models import Firm

LESSON_BLOCKS.extend(
    [
        # In a lesson a video is an activity: what is watched is counted.
        *((name, LessonVideoBlock() if name == "video" else block) for name, block in reading_blocks()),
        ("check_yourself", CheckYourselfBlock()),
        ("toolkit", ToolkitCardBlock()),
        ("quiz", QuizBlock()),
        ("h5p", H5PBlock()),
    ]
)

add_block("toolkit", "h5p", PagePackageBlock())

page_editor_rule.register("course", can_edit_page)
courses_handlers.connect()
page_views.register("lms.CourseIndexPage", catalogue.catalogue_view)
page_views.register("lms.CoursePage", catalogue.course_view)
page_views.register("lms.ModulePage", catalogue.inner_page_view)
page_views.register("lms.LessonPage", catalogue.inner_page_view)
page_views.register("lms.LessonPage.preview", preview.lesson_page_preview)
programmes_handlers.connect()
enrolments_handlers.connect()
card_landings.register("group", course_of_her_group)
errands.register("join a group", JOIN_ERRAND)
progress_handlers.connect()
certificates_handlers.connect()
quizzes_handlers.connect()
h5p_handlers.connect()
xapi_handlers.connect()
register_permission_policy(H5PPackage, package_policy)
register_permission_policy(Page, own_pages_policy)
post_migrate.connect(let_groups_use_packages, sender=apps.get_app_config("lms"), dispatch_uid="lms.h5p")

activity_kinds.register(QUIZ_KIND.kind, QUIZ_KIND)
BUILDER_TOOLS.register(QUIZ_TOOL.kind, QUIZ_TOOL)
activity_kinds.register(H5P_KIND.kind, H5P_KIND)
BUILDER_TOOLS.register(H5P_TOOL.kind, H5P_TOOL)
activity_kinds.register(VIDEO_KIND.kind, VIDEO_KIND)
BUILDER_TOOLS.register(VIDEO_TOOL.kind, VIDEO_TOOL)

scope_kinds.register(
    "programme",
    ScopeKind(
        _("Programme"),
        lambda ids: {row.pk: row.name for row in Programme.objects.filter(pk__in=list(ids))},
        lambda: Programme.objects.order_by("-starts_on", "pk"),
    ),
)
scope_kinds.register(
    "cohort",
    ScopeKind(
        _("Group"),
        lambda ids: dict(Cohort.objects.filter(pk__in=list(ids)).values_list("pk", "name")),
        lambda: Cohort.objects.newest_first(),
    ),
)
scope_kinds.register(
    "course",
    ScopeKind(
        _("Course"),
        lambda ids: dict(CoursePage.objects.filter(pk__in=list(ids)).values_list("pk", "title")),
        lambda: CoursePage.objects.filter(locale__language_code="tr", archived_at=None).order_by("title"),
    ),
)
containments.register(
    "cohort in programme",
    Containment("cohort", "programme", lambda ids: Cohort.objects.filter(programme__in=ids)),
)
containments.register(
    "firm in programme",
    Containment("firm", "programme", lambda ids: Firm.objects.filter(province__programmes__in=ids)),
)
people_sources.register("groups", PeopleSource(people_in_groups, people_in_other_groups))
person_panels.register("groups", groups_panel)
_teaching = Entry(
    area="user",
    label=_("Teaching"),
    icon="presentation",
    address="lms:teach-home",
    order=15,
    is_visible=lambda request: can_open_teaching(request.user),
)
navigation.register("teaching", _teaching)
navigation.register("teaching-first", first_entry(_teaching))
landing_pages.register(
    "teaching", lambda user: reverse("lms:teach-home") if can_open_teaching(user) else None
)
landing_pages.register("mentoring", lambda user: reverse("lms:mentor-home") if is_mentor(user) else None)
_mentoring = Entry(
    area="user",
    label=_("My trainees"),
    icon="hand-helping",
    address="lms:mentor-home",
    order=16,
    is_visible=lambda request: is_mentor(request.user),
)
navigation.register("mentoring", _mentoring)
navigation.register("mentoring-first", first_entry(_mentoring))
navigation.register(
    "programmes",
    Entry(
        area="user",
        label=_("Programmes and groups"),
        icon="flag",
        address="lms:programme-list",
        order=14,
        is_visible=lambda request: can_manage_programmes(request.user),
    ),
)
navigation.register(
    "sessions",
    Entry(
        area="user",
        label=_("My sessions"),
        icon="calendar",
        address="lms:session-list",
        order=20,
        is_visible=signed_in,
    ),
)

for _kind in (
    Kind(
        name="enrolled", icon="graduation-cap", label=_("A course that begins for you, or a group you are in")
    ),
    Kind(name="session_changed", icon="calendar", label=_("A session that has changed"), is_urgent=True),
    Kind(
        name="session_cancelled",
        icon="calendar",
        label=_("A session that does not take place"),
        is_urgent=True,
    ),
    Kind(name="due_soon", icon="clock", label=_("A course that is due soon")),
    Kind(name="reminder", icon="clock", label=_("Reminders from your trainer")),
    Kind(name="results", icon="list-checks", label=_("Results of your quizzes"), channels=(INBOX,)),
    Kind(name="certificate_ready", icon="award", label=_("A certificate that is ready")),
    Kind(
        name="certificate_revoked",
        icon="award",
        label=_("A certificate that is no longer valid"),
        is_essential=True,
    ),
):
    kinds.register(_kind.name, _kind)
