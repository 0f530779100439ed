"""The search page: one box, facets in the address, works without JavaScript."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.languages import active_language
from core.public_pages import public_page
from pages.selectors.site_data import site_data
from search.access import circles_of, still_open
from search.engines.selection import engine
from search.insight import seal
from search.naming import facet_name, kind_name, sort_name, value_names
from search.pins import pinned_pages
from search.presenting import present
from search.queries import FACETS, SORTS, Query, Results
from search.recommending import recommended
from search.views.asked import LONGEST_QUERY, Asked, read_asked
from taxonomy.models import Topic

PAGE_SIZE = 10
MOST_VALUES = 20
TOPICS_OFFERED = 12


@public_page
def results(request: HttpRequest) -> HttpResponse:
    """Answer /search/?q=…&kind=…&topic=…&sort=…&page=…; unknown values find nothing, never fail."""
    asked = read_asked(request.GET)
    language = active_language()
    circles = circles_of(request.user)
    found = engine().search(
        Query(asked.text, language, asked.chosen, asked.page, PAGE_SIZE, asked.sort, circles)
    )
    is_poor = bool(asked.text) and not asked.chosen and (found.total == 0 or found.is_partial)
    meant = engine().correct(asked.text, language) if is_poor else ""
    first = asked.page == 1 and not asked.chosen and asked.sort == SORTS[0]
    pinned = recommended(pinned_pages(asked.text, language), found.terms) if first else []
    on_top = {result.hit.page_id for result in pinned}
    hits = present(still_open(found.hits, circles), found.terms, (asked.page - 1) * PAGE_SIZE + 1)
    shown = [*pinned, *(one for one in hits if one.hit.file_id or one.hit.page_id not in on_top)]
    last = max(1, -(-found.total // PAGE_SIZE))
    response = render(
        request,
        "search/_results.html" if request.headers.get("HX-Target") == "results" else "search/results.html",
        {
            "query": asked.text,
            "results": shown,
            "total": found.total,
            "facets": _facets(asked, found),
            "chosen": asked.chosen,
            "page": asked.page,
            "last_page": last,
            "previous_url": asked.address(page=asked.page - 1) if asked.page > 1 else "",
            "next_url": asked.address(page=asked.page + 1) if asked.page < last else "",
            "clear_url": asked.without_choices(),
            "is_partial": found.is_partial,
            "is_reserve": found.is_reserve,
            "meant": meant,
            "meant_url": asked.without_choices(meant) if meant else "",
            "sort": asked.sort,
            "sorts": [
                {"label": sort_name(name), "url": asked.address(sort=name), "is_chosen": name == asked.sort}
                for name in SORTS
            ],
            "topics": [] if shown else _topics(),
            "can_save": request.user.is_authenticated and bool(asked.text or asked.chosen),
            "seal": seal(asked.text, language, found.total) if first else "",
            "contact": site_data(request).contact_email if not shown else "",
        },
    )
    if found.is_reserve:
        response.is_public_page = False  # type: ignore[attr-defined]  # the server may be back a moment later
    return response


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """Answer /search/suggestions/?q=… while somebody types: titles as options of the box. Never kept by a cache."""
    text = request.GET.get("q", "").replace("\x00", "")[:LONGEST_QUERY].strip()
    found = [
        {"title": one.title, "url": one.url, "language": one.language, "kind": kind_name(one.kind)}
        for one in engine().suggest(text, active_language())
    ]
    response = render(request, "search/_suggestions.html", {"suggestions": found})
    response["Cache-Control"] = "no-store"
    return response


def _facets(asked: Asked, found: Results) -> list[dict[str, Any]]:
    """Facets that have values here, and those in which something is chosen."""
    names = value_names(found.facets)
    return [
        {
            "name": name,
            "label": facet_name(name),
            "chosen": asked.chosen.get(name, ""),
            "values": [
                {
                    "value": value.value,
                    "label": names[name].get(value.value, value.value),
                    "count": value.count,
                    "is_chosen": asked.chosen.get(name) == value.value,
                    "url": asked.address(
                        **{name: "" if asked.chosen.get(name) == value.value else value.value}
                    ),
                }
                for value in found.facets[name][:MOST_VALUES]
            ],
        }
        for name in FACETS
        if found.facets[name] or name in asked.chosen
    ]


def _topics() -> list[dict[str, str]]:
    """Where to go on when nothing was found. One query."""
    address = reverse("search:results")
    return [
        {"name": topic.name, "url": f"{address}?topic={topic.code}"}
        for topic in Topic.objects.all()[:TOPICS_OFFERED]
    ]
