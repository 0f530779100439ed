"""Pages as documents: one function a page type; None for what visitors may not find."""

from collections.abc import Callable
from typing import Any

from wagtail.models import Page

from lms.courses.models import CoursePage, ModulePage
from lms.courses.rules.planned import planned_words
from lms.courses.selectors.reading import newest_editions, outline_for
from pages.models import NewsPage, StandardPage
from search.documents.base import SearchDocument, page_source
from search.documents.h5p import text_of_packages_in
from search.documents.text import plain, stream_text
from toolkits.library.models import GuideChapterPage, GuidePage, ToolkitPage


def _codes(page: Any, *names: str) -> frozenset[str]:
    return frozenset(term.code for name in names for term in getattr(page, name).all())


def _course(page: CoursePage) -> dict[str, Any]:
    modules = ModulePage.objects.child_of(page).live().values_list("title", flat=True)
    planned = [words for item in page.planned_modules for words in planned_words(item)]
    editions = {} if page.is_announced else newest_editions([page.translation_key])
    outline = [
        title
        for edition in editions.values()
        for module in outline_for(edition, page.locale.language_code).modules
        for title in (module.title, *(lesson.title for lesson in module.lessons))
    ]
    skills = [skill.name_in(page.locale.language_code) for skill in page.skills.all()]
    return {
        "kind": "course",
        "text": " ".join([plain(page.purpose), page.outcomes, *(outline or modules), *planned, *skills]),
        "is_announced": page.is_announced,
        "facets": {
            "topic": _codes(page, "topics"),
            "audience": _codes(page, "audiences"),
            "sector": _codes(page, "sectors"),
            "mode": frozenset({page.mode}),
        },
    }


def _toolkit(page: ToolkitPage) -> dict[str, Any]:
    body = page.body.get_prep_value()
    return {
        "kind": "toolkit",
        "text": " ".join([plain(page.purpose), page.for_whom, stream_text(body), text_of_packages_in(body)]),
        "is_announced": page.is_announced,
        "facets": {
            "topic": _codes(page, "topics"),
            "audience": _codes(page, "audiences"),
            "sector": _codes(page, "sectors"),
            "transformation": frozenset({page.transformation}),
            "effort": frozenset({page.effort}),
        },
    }


def _guide(page: GuidePage) -> dict[str, Any]:
    return {
        "kind": "guide",
        "text": " ".join([plain(page.introduction), *map(str, page.planned_chapters)]),
        "facets": {"topic": _codes(page, "topics"), "audience": _codes(page, "audiences")},
    }


def _chapter(page: GuideChapterPage) -> dict[str, Any]:
    guide = GuidePage.objects.parent_of(page).first()
    return {
        "kind": "chapter",
        "text": f"{guide.title if guide else ''} {stream_text(page.body.get_prep_value())}",
        "under": guide.title if guide else "",
        "facets": {"topic": _codes(guide, "topics"), "audience": _codes(guide, "audiences")} if guide else {},
    }


def _news(page: NewsPage) -> dict[str, Any]:
    return {"kind": "news", "text": stream_text(page.body.get_prep_value())}


def _standard(page: StandardPage) -> dict[str, Any]:
    return {"kind": "page", "text": stream_text(page.body.get_prep_value())}


BUILDERS: dict[type[Page], Callable[[Any], dict[str, Any]]] = {
    CoursePage: _course,
    ToolkitPage: _toolkit,
    GuidePage: _guide,
    GuideChapterPage: _chapter,
    NewsPage: _news,
    StandardPage: _standard,
}


def document_of(page: Page) -> SearchDocument | None:
    """The page as a document; None when it is of no kind that is searched, not live, or not open to everybody."""
    page = page.specific
    builder = BUILDERS.get(type(page))
    if builder is None or not page.live or page.get_view_restrictions().exists():
        return None
    if getattr(page, "archived_at", None):
        return None
    url = page.get_url()
    if url is None:
        return None
    return SearchDocument(
        source=page_source(page.pk),
        page_id=page.pk,
        translation_key=page.translation_key,
        language=page.locale.language_code,
        title=page.title,
        summary=page.summary,
        url=url,
        published_at=page.first_published_at,
        **builder(page),
    )
