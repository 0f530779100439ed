"""What trainees do not see yet: the differences between the newest edition and the pages."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.cache import caches
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from core.languages import active_language, in_language
from lms.courses.models import CoursePage, Edition, source_of
from lms.courses.registry import activity_kinds
from lms.courses.rules.differences import Difference, differences
from lms.courses.rules.outline import AuthoredCourse, activities_in
from lms.courses.selectors.authored import Draft, compile_draft, compiled_edition

_WORDS = {
    ("added", "module"): gettext_noop("New module"),
    ("removed", "module"): gettext_noop("Module taken out"),
    ("moved", "module"): gettext_noop("Module in another place"),
    ("renamed", "module"): gettext_noop("New name of a module"),
    ("added", "lesson"): gettext_noop("New lesson"),
    ("removed", "lesson"): gettext_noop("Lesson taken out"),
    ("moved", "lesson"): gettext_noop("Lesson in another place"),
    ("renamed", "lesson"): gettext_noop("New name of a lesson"),
    ("text", "lesson"): gettext_noop("Text changed"),
    ("minutes", "lesson"): gettext_noop("Minutes changed"),
    ("required", "lesson"): gettext_noop("Needed for completion or not"),
    ("translation_added", "lesson"): gettext_noop("New translation"),
    ("translation_changed", "lesson"): gettext_noop("Translation changed"),
    ("translation_removed", "lesson"): gettext_noop("Translation left out"),
    ("renamed", "course"): gettext_noop("New name of the course"),
    ("rules", "course"): gettext_noop("Rules of the course changed"),
    ("page", "course"): gettext_noop("Course page changed"),
    ("added", "course"): gettext_noop("First edition"),
    ("added", "activity"): gettext_noop("New activity"),
    ("removed", "activity"): gettext_noop("Activity taken out"),
    ("renamed", "activity"): gettext_noop("New name of an activity"),
    ("required", "activity"): gettext_noop("Needed for completion or not"),
    ("settings", "activity"): gettext_noop("Questions or settings changed"),
}


@dataclass(frozen=True)
class Change:
    """One change that trainees do not see yet.

    kind and what: as in rules.differences. label: what happened, in the interface language. title: of the thing.
    language: of a translation, or "". key: of the thing, "" for the course.
    """

    kind: str
    what: str
    title: str
    is_material: bool
    label: str
    language: str = ""
    key: str = ""


def pending_changes(course: CoursePage) -> list[Change]:
    """Everything that "Publish changes to trainees" would change, in the order of the course. Any twin will do."""
    # Read anew: the object at hand may be older than the draft that was just saved.
    source = CoursePage.objects.select_related("locale").get(pk=source_of(course).pk)
    return changes_of(compile_draft(source))


def pending_change_count(course: CoursePage) -> int:
    """How many changes trainees do not see yet. Constant queries, no rendering."""
    return len(pending_changes(course))


def change_label(count: int) -> str:
    """ "3 changes not yet published to trainees"; "" for none."""
    if not count:
        return ""
    return ngettext(
        "%(count)d change not yet published to trainees",
        "%(count)d changes not yet published to trainees",
        count,
    ) % {"count": count}


def changes_of(draft: Draft) -> list[Change]:
    """The changes of a draft that has been compiled already."""
    if draft.published is None:
        first = [
            _first(lesson.texts[draft.authored.source_language].title, lesson.key)
            for lesson in draft.authored.lessons
        ]
        return first or _course_page(draft)
    keys = {kind.kind: kind.material_keys for kind in activity_kinds}
    found = [_named(one) for one in differences(draft.published, draft.compiled, keys)]
    is_page_only = not any(change.what == "course" for change in found)
    return [*found, *(_course_page(draft) if is_page_only else [])]


def changes_between(old: Edition, new: Edition) -> list[Change]:
    """What differs between two editions of a course, in the interface language.

    Editions never change, so the answer is found once and kept: no query when it was asked for before.
    """
    name = f"changes:{old.uuid}:{new.uuid}:{active_language()}"
    found: list[Change] | None = caches["immutable"].get(name)
    if found is None:
        keys = {kind.kind: kind.material_keys for kind in activity_kinds}
        found = [_named(one) for one in differences(compiled_edition(old), compiled_edition(new), keys)]
        caches["immutable"].set(name, found)
    return found


def _first(title: str, key: str) -> Change:
    return Change("added", "lesson", title, False, _(_WORDS["added", "lesson"]), key=key)


def _course_page(draft: Draft) -> list[Change]:
    """The words of the public course page are no part of an edition, but go live with it."""
    course = draft.pages.course
    if not course.is_draft:
        return []
    return [Change("page", "course", course.content["title"], False, _(_WORDS["page", "course"]))]


def _named(one: Difference) -> Change:
    what = one.what if one.what in {"course", "module", "lesson"} else "activity"
    label = _(_WORDS[one.kind, what])
    return Change(
        one.kind, one.what, in_language(dict(one.titles)), one.is_material, label, one.language, one.key
    )


def problems_of(draft: Draft) -> list[str]:
    """What keeps a course from being published, in the interface language."""
    authored = draft.authored
    found = []
    if draft.pages.course.page.archived_at:
        found.append(_("The course is in the archive."))
    if not draft.pages.course.page.live and draft.pages.course.page.first_published_at:
        found.append(_("The course page was unpublished. Publish it again in the CMS first."))
    if not authored.lessons:
        found.append(_("The course has no lesson yet."))
    for lesson in authored.lessons:
        text = lesson.texts[authored.source_language]
        if not text.body:
            found.append(_("The lesson “%(title)s” is empty.") % {"title": text.title})
    return [*found, *_problems_of_activities(authored)]


def _problems_of_activities(authored: AuthoredCourse) -> list[str]:
    titles: Mapping[str, str] = {
        lesson.key: lesson.texts[authored.source_language].title for lesson in authored.lessons
    }
    activities = activities_in(authored, {kind.block_name: kind.kind for kind in activity_kinds})
    found = []
    for kind in activity_kinds:
        mine = [one for one in activities if one.kind == kind.kind]
        for activity, texts in zip(
            mine, kind.problems([one.value for one in mine]) if mine else [], strict=True
        ):
            found += [f"{titles[activity.lesson_key]}: {text}" for text in texts]
    return found
