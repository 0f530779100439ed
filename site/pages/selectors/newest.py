"""The newest courses, toolkits and news of one language, in one query."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BooleanField, F, Q, Value, Window
from django.db.models.functions import Coalesce, RowNumber
from wagtail.models import Page

from core.languages import active_language
from core.page_privacy import without_private
from core.public_data import cached_public
from lms.courses.models import Mode
from toolkits.library.models import Effort, Transformation

KINDS = {"coursepage": "courses", "toolkitpage": "toolkits", "newspage": "news"}


@dataclass(frozen=True)
class Card:
    """A page as the front page shows it. `detail`: mode of a course, effort of a toolkit, place of a news item."""

    kind: str
    title: str
    summary: str
    url: str
    at: datetime | None
    is_announced: bool
    transformation: str
    label: str
    detail: str


def newest_pages(each: int = 3) -> dict[str, list[Card]]:
    """At most `each` of "courses", "toolkits" and "news"; those that can be used before those only announced.

    One query, then kept until something is published.
    """
    return cached_public(f"newest:{each}:{active_language()}", lambda: _read(each))


def _read(each: int) -> dict[str, list[Card]]:
    rows = (
        without_private(Page.objects.live())
        .filter(locale__language_code=active_language(), content_type__model__in=KINDS)
        .filter(Q(coursepage=None) | Q(coursepage__archived_at=None))
        .annotate(
            kind=F("content_type__model"),
            blurb=Coalesce(F("coursepage__summary"), F("toolkitpage__summary"), F("newspage__summary")),
            at=Coalesce(F("newspage__published_at"), F("first_published_at")),
            announced=Coalesce(
                F("coursepage__is_announced"),
                F("toolkitpage__is_announced"),
                Value(False),
                output_field=BooleanField(),
            ),
            mode=F("coursepage__mode"),
            transformation=F("toolkitpage__transformation"),
            effort=F("toolkitpage__effort"),
            dateline=F("newspage__dateline"),
        )
        .annotate(
            place=Window(
                RowNumber(),
                partition_by=[F("kind")],
                order_by=[F("announced").asc(), F("at").desc(nulls_last=True), F("pk").asc()],
            )
        )
        .filter(place__lte=each)
        .order_by("kind", "place")
    )
    found: dict[str, list[Card]] = {name: [] for name in KINDS.values()}
    for row in rows:
        url = row.get_url()
        if url:
            found[KINDS[row.kind]].append(_card(row, url))
    return found


def _card(row: Any, url: str) -> Card:
    kind = KINDS[row.kind]
    detail = label = ""
    if kind == "courses":
        detail = str(Mode(row.mode).label)
    elif kind == "toolkits":
        label, detail = str(Transformation(row.transformation).label), str(Effort(row.effort).label)
    else:
        detail = row.dateline
    return Card(
        kind,
        row.title,
        row.blurb or "",
        url,
        row.at,
        bool(row.announced),
        row.transformation or "",
        label,
        detail,
    )
