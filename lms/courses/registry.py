"""What higher applets add to lessons: blocks, kinds of activity that a lesson's block can be, and tools of the builder.

Owned here, filled in lms/wiring.py while Django starts.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.forms import Form
from django.utils.functional import Promise

from core.registry import Registry

LESSON_BLOCKS: list[tuple[str, Any]] = []
"""Blocks of LessonPage.body as (name, block); the same list object is given to the StreamField."""

RawValue = dict[str, Any]
"""A block's value as it is stored in JSON, for example {"quiz": 3, "is_required": True, "weight": 1}."""


@dataclass(frozen=True)
class ActivityKind:
    """A kind of activity that a lesson's block can hold.

    kind: stable name, for example "quiz".
    block_name: the StreamField block that stands for it.
    freeze: (raw values of all blocks of this kind in the course, languages) -> one {"titles": {...}, "is_required":
        bool, "weight": int, "config": {...}} for each, in the same order; JSON. Called when an edition is compiled and
        when changes are counted, on the source language's blocks, so its number of queries must not grow with the
        number of values. Everything a record depends on goes into config.
    problems: (raw values) -> for each a list of texts that keep the course from being published (empty: none). The
        number of queries must not grow either.
    url_name: where a trainee takes it: reverse(url_name, args=[course_key, activity_key]).
    results_url_name: where those who train its people see how they did: reverse(..., args=[course_key, activity_key]);
        "" for a kind without such a screen.
    material_keys: names in config whose change is material (waits for the trainer to move the enrolments).
    plays_in_place: its block is the activity itself, not a way to it; so a quiz of the same lesson shows it as well.
    merge_words: (raw value of the source language, of a translation) -> the translation's words in the source's
        structure, None when they do not cover it. For kinds whose words stand in the block; without it readers of every
        language get the source's block.
    title_field: name of the value's field that is the activity's title in each language; "": freeze names the titles.
    """

    kind: str
    block_name: str
    freeze: Callable[[Sequence[RawValue], Sequence[str]], list[dict[str, Any]]]
    problems: Callable[[Sequence[RawValue]], list[list[str]]]
    url_name: str
    material_keys: tuple[str, ...] = ()
    results_url_name: str = ""
    plays_in_place: bool = False
    merge_words: Callable[[RawValue, RawValue], RawValue | None] | None = None
    title_field: str = ""


activity_kinds: Registry[ActivityKind] = Registry("activity kind")


def kind_of_block(block_name: str) -> ActivityKind | None:
    """The activity kind whose block has this name; None for blocks that are only read."""
    return next((kind for kind in activity_kinds if kind.block_name == block_name), None)


@dataclass(frozen=True)
class ToolSummary:
    """What the builder shows of a block that a tool made.

    lines: what is in it, one a line ("Why red labels? · 3 answers"). url: where its author changes it; "" when nowhere.
    results_url: where its results are seen; the builder fills it in once trainees have the activity.
    """

    title: str
    lines: list[str] = field(default_factory=list)
    url: str = ""
    results_url: str = ""


@dataclass(frozen=True, kw_only=True)
class ActivityTool:
    """Writes an activity into a lesson from the course builder, in one small form.

    kind: the ActivityKind's kind; its block_name is the block that is appended to the lesson's draft.
    label: on the button that opens the form in a lesson without such a block ("Quiz").
    extend_label: on the button in a lesson that has one ("One more question"); "" when it cannot be extended.
    submit_label: on the form's button ("Add the question").
    icon: a name of core.icons.
    form_class: a Django form; made as form_class(data or None, prefix=...), in the interface language; with `by=` (User)
        as well where form_takes_user.
    fields_template: renders the form's fields; context: form, lesson (LessonPage draft), is_extension (bool). The
        builder gives the <form> element, the CSRF token and the button.
    create: (lesson=LessonPage, data=form.cleaned_data, by=User) -> the new block's raw value. In a transaction.
    extend: (value=raw value of the block, data=form.cleaned_data, by=User) -> None. In a transaction.
    summarise: raw values of all blocks of this kind in the course -> one summary each, same order, in the interface
        language, with a number of queries that does not grow with the number of values.
    """

    kind: str
    label: str | Promise
    extend_label: str | Promise = ""
    submit_label: str | Promise
    icon: str
    form_class: type[Form]
    fields_template: str
    create: Callable[..., RawValue]
    extend: Callable[..., None] | None = None
    summarise: Callable[[Sequence[RawValue]], list[ToolSummary]]
    form_takes_user: bool = False

    def make_form(self, data: Any, by: Any) -> Form:
        """The tool's form, empty (data None) or with what was sent."""
        person = {"by": by} if self.form_takes_user else {}
        return self.form_class(data, prefix="tool", **person)


BUILDER_TOOLS: Registry[ActivityTool] = Registry("builder tool")

page_editor_rule: Registry[Callable[[Any, Any], bool]] = Registry("rule about who edits a course's pages")
"""One entry, "course": (user, CoursePage | ModulePage | LessonPage) -> bool; models ask it, access owns it."""


@dataclass(frozen=True)
class Standing:
    """How a signed-in person stands to a course.

    state: "enrolled" or "completed" (url leads on), "waiting" (for approval in a group), "may_enrol" (a POST to url
        enrols), "not_yet" (would enrol, once the courses before it are completed) or "closed" (only through a group). percent: how far, for "enrolled".
    """

    state: str
    url: str = ""
    percent: int = 0


course_standing: Registry[Callable[[Any, Any], Standing | None]] = Registry(
    "standing of a person to a course"
)
"""One entry, "enrolments": (user, course_key) -> Standing; the course's public page shows it to signed-in people."""


@dataclass(frozen=True)
class CourseAnswer:
    """How far a person is in a course: `done` of `required` steps (lessons and activities that are needed)."""

    is_complete: bool
    done: int
    required: int


course_answers: Registry[Callable[[Any, Any], Mapping[Any, CourseAnswer]]] = Registry(
    "how far a person is in courses"
)
"""One entry, "progress": (user, course keys) -> an answer for each course that she takes or took, by key, in a number of
queries that does not grow with the number of courses."""


@dataclass(frozen=True)
class PeopleBehind:
    """People who wait on an earlier edition, because something that must be done changed after it.

    group: name of their group; "" for people who take the course without one. numbers: editions they are on. newest:
    the edition that is out. url: where they are moved to it.
    """

    group: str
    people: int
    numbers: Sequence[int]
    newest: int
    url: str


people_behind: Registry[Callable[[Any, Any], Sequence[PeopleBehind]]] = Registry("people on earlier editions")
"""One entry, "enrolments": (user, CoursePage) -> those whom she may move, in one query."""


def behind_in_course(user: Any, course: Any) -> Sequence[PeopleBehind]:
    """People of a course whom she may move to the newest edition."""
    provider = people_behind.get("enrolments")
    return provider(user, course) if provider else ()


@dataclass(frozen=True)
class UpcomingGroup:
    """A group that will take a course: what a visitor may know of it."""

    name: str
    starts_on: Any
    place: str
    url: str = ""


upcoming_groups: Registry[Callable[[Any], Sequence[UpcomingGroup]]] = Registry(
    "groups that will take a course"
)
"""One entry, "programmes": (CoursePage) -> groups that start in the future, soonest first, in at most one query."""
