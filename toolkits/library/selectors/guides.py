"""Guides and their chapters."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F
from wagtail.models import Page

from core.languages import active_language, in_language
from core.page_privacy import without_private
from toolkits.library.models import GuideChapterPage, GuidePage
from toolkits.library.selectors.languages import readable_in
from toolkits.library.selectors.terms import guide_terms


@dataclass(frozen=True)
class GuideCard:
    """A guide in the list. `language`: of its words, when that is not the reader's."""

    title: str
    summary: str
    url: str
    chapters: int
    planned: int
    minutes: int
    language: str


@dataclass(frozen=True)
class ChapterLink:
    """A chapter in the table of chapters."""

    id: int
    title: str
    summary: str
    url: str
    minutes: int


def guide_cards() -> list[GuideCard]:
    """Every guide that visitors may read, those with chapters first. Two queries."""
    language = active_language()
    guides = list(
        without_private(readable_in(GuidePage.objects, language))
        .annotate(own=F("locale__language_code"))
        .defer("introduction")
        .order_by("path")
    )
    chapters: dict[str, list[int]] = {}
    if guides:
        for path, minutes in GuideChapterPage.objects.live().values_list("path", "minutes"):
            chapters.setdefault(path[: -Page.steplen], []).append(minutes)
    cards = [
        GuideCard(
            guide.title,
            guide.summary,
            guide.get_url() or "",
            len(chapters.get(guide.path, [])),
            len(guide.planned_chapters),
            sum(chapters.get(guide.path, [])),
            "" if guide.own == language else guide.own,
        )
        for guide in guides
    ]
    return sorted(cards, key=lambda card: not card.chapters)


def chapters_of(guide: Page) -> list[ChapterLink]:
    """Live chapters in order. One query."""
    rows = without_private(GuideChapterPage.objects.child_of(guide).live()).defer("body").order_by("path")
    return [ChapterLink(row.pk, row.title, row.summary, row.get_url() or "", row.minutes) for row in rows]


def planned_titles(guide: GuidePage) -> list[str]:
    """Titles of chapters that are announced, in the reader's language."""
    return [in_language(one) if isinstance(one, dict) else str(one) for one in guide.planned_chapters]


def terms_of_guide(guide: GuidePage) -> dict[str, list[str]]:
    """Names of its topics and audiences. One query."""
    found: dict[str, list[Any]] = {"topic": [], "audience": []}
    for facet, _owner, term in guide_terms([guide.pk]):
        found[facet].append(term)
    return {
        facet: [term.name for term in sorted(terms, key=lambda one: one.order)]
        for facet, terms in found.items()
    }
