"""The course builder: one screen on which a trainer writes a whole course.

Every act is a POST that answers with a redirect to the screen; htmx (hx-boost) swaps the screen in place, and without
JavaScript the browser loads it. What is open is in the address: ?open=<lesson>, ?add=<module>, ?add=module,
?rename=<page or "course">, ?tool=<kind>&lesson=<lesson>, ?gone=<page that was just archived>.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.htmx import HTMX_CONFIG
from lms.courses.access import can_create_course
from lms.courses.exceptions import CannotMove, EditConflict
from lms.courses.forms import LessonEditForm, LessonForm, PlaceForm, TitleForm
from lms.courses.models import SOURCE_LANGUAGE, CourseIndexPage, CoursePage, LessonPage, ModulePage
from lms.courses.registry import BUILDER_TOOLS, ActivityTool, behind_in_course
from lms.courses.selectors.builder import BuilderCourse, BuilderLesson, builder_course
from lms.courses.selectors.changes import change_label, pending_change_count
from lms.courses.services import archive, outline
from lms.courses.services.preview import preview_token
from lms.courses.views.course_editing import edits_course, page_of_course, to_builder


@dataclass
class Panel:
    """The one form that is open on the screen.

    kind: "edit", "lesson", "module", "rename", "rename-course" or "tool"; key: of the page it belongs to.
    """

    kind: str
    key: str
    form: forms.Form
    tool: ActivityTool | None = None
    is_extension: bool = False
    has_text: bool = True


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def course_create(request: HttpRequest) -> HttpResponse:
    """Begin a course with its name; everything else follows in the builder."""
    if not can_create_course(request.user):
        raise Http404
    form = TitleForm(request.POST or None, label=_("Name of the course"))
    if request.method == "POST" and form.is_valid():
        try:
            course = outline.create_course(
                title=form.cleaned_data["title"], first_module=_first_module_title(), by=request.user
            )
        except CourseIndexPage.DoesNotExist:
            form.add_error(None, _("The site has no course catalogue yet. Ask an administrator to add one."))
        else:
            return to_builder(course)
    status = 422 if form.errors else 200
    return render(request, "lms/courses/course_create.html", {"form": form}, status=status)


def _first_module_title() -> str:
    """Courses are written in Turkish first, whatever language the trainer's screen has."""
    with translation.override(SOURCE_LANGUAGE):
        return _("Module 1")


@require_GET
@edits_course
def course_builder(request: HttpRequest, course: CoursePage) -> HttpResponse:
    """The screen."""
    screen = builder_course(course)
    return _show(request, screen, _asked_panel(request, screen))


def _show(
    request: HttpRequest, screen: BuilderCourse, panel: Panel | None, status: int = 200
) -> HttpResponse:
    gone = request.GET.get("gone", "")
    context = {
        "screen": screen,
        "course": screen.course,
        "course_key": screen.course.translation_key,
        "panel": panel,
        "tools": list(BUILDER_TOOLS),
        "gone": next((page for page in screen.archived if str(page.translation_key) == gone), None),
        "change_label": change_label(len(screen.changes)),
        "behind": behind_in_course(request.user, screen.course),
        "preview_token": preview_token(course=screen.course, by=request.user),
        "htmx_config": HTMX_CONFIG,
    }
    return render(request, "lms/courses/course_builder.html", context, status=status)


def _asked_panel(request: HttpRequest, screen: BuilderCourse) -> Panel | None:
    asked = request.GET
    if tool := BUILDER_TOOLS.get(asked.get("tool", "")):
        lesson = _lesson(screen, asked.get("lesson", ""))
        return _tool_panel(tool, lesson, tool.make_form(None, request.user)) if lesson else None
    if lesson := _lesson(screen, asked.get("open", "")):
        return _edit_panel(lesson.page, None)
    if rename := asked.get("rename", ""):
        titles = {"course": screen.title} | {one.key: one.title for one in screen.modules}
        if rename in titles:
            return _rename_panel(rename, TitleForm(initial={"title": titles[rename]}, auto_id="rename_%s"))
    add = asked.get("add", "")
    empty = next((one.key for one in screen.modules if not one.lessons), "") if not screen.lessons else ""
    if add == "module" or not screen.modules:
        return Panel("module", "", TitleForm(label=_("Name of the module"), auto_id="module_%s"))
    if any(module.key == (add or empty) for module in screen.modules):
        return Panel("lesson", add or empty, LessonForm(auto_id="lesson_%s"))
    return None


def _lesson(screen: BuilderCourse, key: str) -> BuilderLesson | None:
    return next((lesson for lesson in screen.lessons if lesson.key == key), None)


def _edit_panel(lesson: LessonPage, data: Any) -> Panel:
    draft = lesson.get_latest_revision_as_object()
    text = outline.lesson_typed_text(draft)
    initial = {
        "title": draft.title,
        "minutes": draft.minutes,
        "is_required": draft.is_required,
        "text": text,
        "base": outline.draft_mark(draft),
    }
    form = LessonEditForm(data, initial=initial, has_text=text is not None, auto_id="edit_%s")
    return Panel("edit", str(lesson.translation_key), form, has_text=text is not None)


def _tool_panel(tool: ActivityTool, lesson: BuilderLesson, form: forms.Form) -> Panel:
    return Panel("tool", lesson.key, form, tool=tool, is_extension=tool.kind in lesson.kinds)


def _rename_panel(key: str, form: forms.Form) -> Panel:
    return Panel("rename-course" if key == "course" else "rename", key, form)


def _again(request: HttpRequest, course: CoursePage, panel: Panel) -> HttpResponse:
    """The screen with the form's errors; what was typed stays."""
    return _show(request, builder_course(course), panel, status=422)


@require_POST
@edits_course
def module_create(request: HttpRequest, course: CoursePage) -> HttpResponse:
    """Add a module."""
    form = TitleForm(request.POST, label=_("Name of the module"), auto_id="module_%s")
    if not form.is_valid():
        return _again(request, course, Panel("module", "", form))
    module = outline.add_module(course=course, title=form.cleaned_data["title"], by=request.user)
    return to_builder(course, add=module.translation_key)


@require_POST
@edits_course
def lesson_create(request: HttpRequest, course: CoursePage, module_key: UUID) -> HttpResponse:
    """Add a lesson to a module."""
    module = page_of_course(course, module_key)
    if not isinstance(module, ModulePage):
        raise Http404
    form = LessonForm(request.POST, auto_id="lesson_%s")
    if not form.is_valid():
        return _again(request, course, Panel("lesson", str(module_key), form))
    outline.add_lesson(module=module, by=request.user, **form.cleaned_data)
    return to_builder(course)


@require_POST
@edits_course
def lesson_save(request: HttpRequest, course: CoursePage, page_key: UUID) -> HttpResponse:
    """Save a lesson's draft: from the button, or by itself while she types (answered in JSON)."""
    lesson = page_of_course(course, page_key)
    if not isinstance(lesson, LessonPage):
        raise Http404
    is_autosave = request.headers.get("accept") == "application/json"
    panel = _edit_panel(lesson, request.POST)
    if not panel.form.is_valid():
        if is_autosave:
            return JsonResponse({"message": _("Not saved yet: something is missing.")}, status=422)
        return _again(request, course, panel)
    values = {"text": None, **panel.form.cleaned_data}
    try:
        outline.save_lesson(lesson=lesson, by=request.user, **values)
    except EditConflict:
        message = _(
            "This lesson was changed meanwhile, by somebody else or in another window."
            " Copy your text, then open the lesson again."
        )
        if is_autosave:
            return JsonResponse({"message": message}, status=409)
        panel.form.add_error(None, message)
        return _show(request, builder_course(course), panel, status=409)
    if is_autosave:
        lesson.refresh_from_db()
        answer = {
            "message": _("Draft saved"),
            "base": outline.draft_mark(lesson.get_latest_revision_as_object()),
            "changes": change_label(pending_change_count(course)),
        }
        return JsonResponse(answer)
    return to_builder(course)


@require_POST
@edits_course
def page_rename(request: HttpRequest, course: CoursePage, page_key: UUID | None = None) -> HttpResponse:
    """Give the course or a module another name."""
    page = page_of_course(course, page_key) if page_key else course
    form = TitleForm(request.POST, auto_id="rename_%s")
    if not form.is_valid():
        return _again(request, course, _rename_panel(str(page_key) if page_key else "course", form))
    outline.rename_page(page=page, title=form.cleaned_data["title"], by=request.user)
    return to_builder(course)


@require_POST
@edits_course
def page_act(request: HttpRequest, course: CoursePage, page_key: UUID) -> HttpResponse:
    """Move a module or lesson up or down, put it away, or bring it back: the button says which."""
    act = request.POST.get("act", "")
    page = page_of_course(course, page_key, is_archived=act == "restore")
    if act in ("up", "down"):
        try:
            outline.move_page(page=page, direction=act, by=request.user)
        except CannotMove:
            messages.info(request, _("It cannot go further."))
        return to_builder(course)
    if act == "archive":
        archive.archive_page(page=page, by=request.user)
        return to_builder(course, gone=page_key)
    if act == "restore":
        try:
            archive.restore_page(page=page, by=request.user)
        except CannotMove:
            messages.info(request, _("Bring the module back first."))
        return to_builder(course)
    raise Http404


@require_POST
@edits_course
def page_place(request: HttpRequest, course: CoursePage) -> HttpResponse:
    """Put a dragged module or lesson where it was dropped."""
    form = PlaceForm(request.POST)
    if not form.is_valid():
        raise Http404
    wanted = form.cleaned_data
    parent = (
        course if wanted["parent"] == course.translation_key else page_of_course(course, wanted["parent"])
    )
    try:
        outline.place_page(
            page=page_of_course(course, wanted["page"]),
            parent=parent,
            position=wanted["position"],
            by=request.user,
        )
    except CannotMove:
        messages.info(request, _("It cannot go there."))
    return to_builder(course)


@require_POST
@edits_course
def activity_create(request: HttpRequest, course: CoursePage, page_key: UUID, kind: str) -> HttpResponse:
    """Let a tool write an activity into a lesson."""
    tool = BUILDER_TOOLS.get(kind)
    lesson = page_of_course(course, page_key)
    if tool is None or not isinstance(lesson, LessonPage):
        raise Http404
    form = tool.make_form(request.POST, request.user)
    if not form.is_valid():
        screen = builder_course(course)
        found = _lesson(screen, str(page_key))
        if found is None:
            raise Http404
        return _show(request, screen, _tool_panel(tool, found, form), status=422)
    outline.write_activity(lesson=lesson, kind=kind, data=form.cleaned_data, by=request.user)
    return to_builder(course)
