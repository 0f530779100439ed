"""Lessons as documents, for those who take the course: text of the edition that they read, in each language it has."""

import uuid
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q
from django.urls import reverse
from django.utils import translation

from lms.courses.models import CoursePage, Edition, EditionLesson
from lms.courses.registry import kind_of_block
from lms.courses.selectors.reading import outline_for
from lms.enrolments.models import Enrolment
from search.documents.base import LESSON, SearchDocument, edition_source
from search.documents.h5p import KIND, texts_of_versions
from search.documents.text import stream_text


def edition_ids() -> Iterable[int]:
    """Editions that somebody reads or that new people get, ids rising."""
    newest = Edition.objects.values("course_key").annotate(newest=Max("pk")).order_by().values("newest")
    is_read = Exists(Enrolment.objects.active().filter(edition=OuterRef("pk")))
    rows = Edition.objects.filter(Q(pk__in=newest) | is_read).order_by("pk")
    return rows.values_list("pk", flat=True).iterator(chunk_size=500)


def documents_of_edition(edition_id: int) -> list[SearchDocument]:
    """All lessons of an edition; its circle are those who take it (`search.access.circles_of`)."""
    edition = Edition.objects.filter(pk=edition_id).first()
    if edition is None:
        return []
    packages = _packages(edition.outline)
    texts = texts_of_versions(version for versions in packages.values() for version in versions)
    facets = _facets(edition.course)
    found = []
    for row in EditionLesson.objects.filter(edition=edition).order_by("pk"):
        outline = outline_for(edition, row.language)
        if outline.find_lesson(row.lesson_key) is None:
            continue
        inside = [texts.get(version, "") for version in packages.get(str(row.lesson_key), ())]
        with translation.override(row.language):
            url = reverse("lms:lesson-detail", args=[edition.course_key, row.lesson_key])
        found.append(
            SearchDocument(
                source=edition_source(edition.pk),
                part=str(row.lesson_key),
                circle=edition_source(edition.pk),
                translation_key=uuid.uuid5(edition.uuid, str(row.lesson_key)),
                language=row.language,
                kind=LESSON,
                title=row.title,
                summary=" ".join(row.objectives),
                text=" ".join([lesson_text(row.body), *inside]).strip(),
                url=url,
                under=outline.title,
                published_at=edition.published_at,
                facets=facets,
            )
        )
    return found


def lesson_text(body: list[dict[str, Any]]) -> str:
    """What is read in a lesson: no questions of quizzes, and not what tells the right answer of a question."""
    return " ".join(filter(None, _texts(body)))


def _texts(body: list[dict[str, Any]]) -> Iterator[str]:
    for block in body:
        if kind_of_block(block["type"]) is None and block["type"] != KIND:
            value = block["value"]
            yield value.get("question", "") if block["type"] == "check_yourself" else stream_text(value)


def _packages(outline: dict[str, Any]) -> dict[str, list[str]]:
    """Versions of packages by lesson."""
    found: dict[str, list[str]] = {}
    for module in outline["modules"]:
        for lesson in module["lessons"]:
            versions = [
                str(one["config"]["version"])
                for one in lesson["activities"]
                if one["kind"] == KIND and one["config"].get("version")
            ]
            if versions:
                found[str(lesson["key"])] = versions
    return found


def _facets(course: CoursePage) -> dict[str, frozenset[str]]:
    return {
        "topic": frozenset(term.code for term in course.topics.all()),
        "audience": frozenset(term.code for term in course.audiences.all()),
        "sector": frozenset(term.code for term in course.sectors.all()),
    }
