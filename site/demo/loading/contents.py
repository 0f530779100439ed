"""A folder's content into the CMS: vocabularies, pages, quizzes, editions. People and records are the demo's alone."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone

from demo.loading.articles import load_news, load_pages
from demo.loading.courses import load_courses
from demo.loading.guides import load_guides
from demo.loading.memory import Memory
from demo.loading.organisations import load_organisations
from demo.loading.site_tree import load_site_tree
from demo.loading.toolkits import load_toolkits
from demo.loading.tree import Tree
from demo.loading.vocabulary import load_vocabulary
from demo.reading.files import read_yaml
from demo.reading.moments import ISTANBUL
from lms.courses.exceptions import CourseNotReady, NothingToPublish
from lms.courses.models import CoursePage
from lms.courses.selectors.changes import pending_change_count
from lms.courses.services.editions import publish_edition

Say = Callable[[str], None]


def today_in_istanbul() -> date:
    """The day that relative moments count from."""
    return timezone.now().astimezone(ISTANBUL).date()


def load_words(folder: Path) -> dict[str, Any]:
    """Vocabularies and organisations of programme.yaml; returns the file."""
    data = read_yaml(folder / "programme.yaml")
    load_vocabulary(data)
    load_organisations(data)
    return data


def load_contents(
    folder: Path, *, by: Any, memory: Memory, say: Say, before_editions: Callable[[], None] = lambda: None
) -> None:
    """Pages, quizzes and editions. Raises ContentError; the caller holds the transaction.

    `before_editions` is called when all pages are there and nothing is published to trainees yet.
    """
    up_to_date = _published_whole()
    say("pages")
    tree = Tree(memory)
    load_site_tree(tree, read_yaml(folder / "home.yaml"), folder / "home.yaml")
    for name, load in (
        ("courses", lambda path: load_courses(tree, path, by)),
        ("toolkits", lambda path: load_toolkits(tree, path)),
        ("guides", lambda path: load_guides(tree, path)),
        ("news", lambda path: load_news(tree, path, today_in_istanbul())),
        ("pages", lambda path: load_pages(tree, path)),
    ):
        say(f"  {name}")
        load(folder / name)
    say("  texts and links")
    tree.finish()
    memory.write()
    before_editions()
    say("editions of the courses")
    _publish(up_to_date, by, memory, say)


def _open_courses() -> list[CoursePage]:
    return list(CoursePage.objects.filter(locale__language_code="tr", is_announced=False).live())


def _published_whole() -> set[int]:
    """Courses whose trainees see all that their pages say: what a load changes there may be published with it."""
    return {
        course.pk
        for course in _open_courses()
        if course.editions.exists() and not pending_change_count(course)
    }


def _publish(up_to_date: set[int], by: Any, memory: Memory, say: Say) -> None:
    for course in _open_courses():
        is_first = not course.editions.exists()
        if not is_first and not memory.followed and not memory.made:
            continue
        if not is_first and course.pk not in up_to_date:
            if pending_change_count(course):
                say(f"  {course.title}: has changes that nobody published yet; publish it by hand")
            continue
        try:
            publish_edition(course=course, by=by, note="")
        except NothingToPublish:
            continue
        except CourseNotReady as error:
            say(f"  {course.title}: not published ({error})")
