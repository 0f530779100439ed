"""Guides: the list, a guide with its chapters, and one chapter to read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers

from toolkits.library.models import GuideChapterPage, GuideIndexPage, GuidePage
from toolkits.library.selectors.guides import chapters_of, guide_cards, planned_titles, terms_of_guide

FRESH_SECONDS = 60
STALE_SECONDS = 7 * 24 * 60 * 60


def guide_index(request: HttpRequest, page: GuideIndexPage) -> HttpResponse:
    """All guides; announced ones say so."""
    return render(request, "toolkits/library/guide_index.html", {"page": page, "guides": guide_cards()})


def guide(request: HttpRequest, page: GuidePage) -> HttpResponse:
    """A guide: what for, for whom, and its chapters."""
    chapters = chapters_of(page)
    return render(
        request,
        "toolkits/library/guide.html",
        {
            "page": page,
            "chapters": chapters,
            "minutes": sum(chapter.minutes for chapter in chapters),
            "planned": planned_titles(page),
            "terms": terms_of_guide(page),
        },
    )


def chapter(request: HttpRequest, page: GuideChapterPage) -> HttpResponse:
    """A chapter, between its neighbours. A browser may show what it has while it asks for the newest."""
    parent = GuidePage.objects.parent_of(page).first()
    chapters = chapters_of(parent) if parent else []
    place = next((number for number, one in enumerate(chapters) if one.id == page.pk), None)
    response = render(
        request,
        "toolkits/library/chapter.html",
        {
            "page": page,
            "guide": parent,
            "guide_url": parent.get_url(request) if parent else "",
            "chapters": chapters,
            "number": place + 1 if place is not None else 0,
            "previous": chapters[place - 1] if place else None,
            "next": chapters[place + 1] if place is not None and place + 1 < len(chapters) else None,
            "is_public": not request.user.is_authenticated or page.is_shareable(),
        },
    )
    if not getattr(request, "is_preview", False):
        patch_cache_control(
            response,
            private=True,
            max_age=FRESH_SECONDS,
            stale_while_revalidate=STALE_SECONDS,
            stale_if_error=STALE_SECONDS,
        )
        # What a signed-in person sees in the header is hers: another cookie is another page.
        patch_vary_headers(response, ["Cookie"])
    return response
