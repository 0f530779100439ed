"""The search page: one box, facets in the address, works without JavaScript."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.htmx import HTMX_CONFIG
from core.languages import active_language
from core.public_pages import public_page
from search.engines.selection import engine
from search.highlights import snippet
from search.queries import FACETS, SORTS, Query
from taxonomy.models import Audience, Sector, Topic

PAGE_SIZE = 10
LONGEST_QUERY = 200
LAST_PAGE = 500


@public_page
def results(request: HttpRequest) -> HttpResponse:
    """Answer /search/?q=…&kind=…&topic=…&sector=…&audience=…&sort=…&page=…; unknown values find nothing, never fail."""
    text = request.GET.get("q", "").replace("\x00", "")[:LONGEST_QUERY].strip()
    chosen = {name: request.GET.get(name, "")[:60] for name in FACETS}
    chosen = {name: value for name, value in chosen.items() if value and "\x00" not in value}
    page = _page_number(request.GET.get("page", "1"))
    sort = request.GET.get("sort", "")
    sort = sort if sort in SORTS else SORTS[0]
    found = engine().search(Query(text, active_language(), chosen, page, PAGE_SIZE, sort))
    is_poor = bool(text) and not chosen and (found.total == 0 or found.is_partial)
    meant = engine().correct(text, active_language()) if is_poor else ""
    hits = [
        {
            "hit": hit,
            "kind": kind_name(hit.kind),
            "snippet": snippet(f"{hit.summary} {hit.text}".strip(), found.terms),
        }
        for hit in found.hits
    ]
    names = _names(found.facets)
    facets = [
        {
            "name": name,
            "label": facet_name(name),
            "chosen": chosen.get(name, ""),
            "values": [
                {
                    "value": value.value,
                    "label": names[name].get(value.value, value.value),
                    "count": value.count,
                    "is_chosen": chosen.get(name) == value.value,
                    "url": _address(
                        text,
                        {**chosen, name: "" if chosen.get(name) == value.value else value.value},
                        sort=sort,
                    ),
                }
                for value in found.facets[name][:20]
            ],
        }
        for name in FACETS
        if found.facets[name] or name in chosen
    ]
    last = max(1, -(-found.total // PAGE_SIZE))
    return render(
        request,
        "search/_results.html" if request.headers.get("HX-Target") == "results" else "search/results.html",
        {
            "query": text,
            "results": hits,
            "total": found.total,
            "facets": facets,
            "chosen": chosen,
            "page": page,
            "last_page": last,
            "previous_url": _address(text, chosen, page - 1, sort) if page > 1 else "",
            "next_url": _address(text, chosen, page + 1, sort) if page < last else "",
            "clear_url": _address(text, {}, sort=sort),
            "is_partial": found.is_partial,
            "meant": meant,
            "meant_url": _address(meant, {}, sort=sort) if meant else "",
            "sort": sort,
            "sorts": [
                {
                    "label": sort_name(name),
                    "url": _address(text, chosen, sort=name),
                    "is_chosen": name == sort,
                }
                for name in SORTS
            ],
            "htmx_config": HTMX_CONFIG,
        },
    )


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """Answer /search/suggestions/?q=… while somebody types: titles as options of the box. Never kept by a cache."""
    text = request.GET.get("q", "").replace("\x00", "")[:LONGEST_QUERY].strip()
    found = engine().suggest(text, active_language())
    response = render(request, "search/_suggestions.html", {"suggestions": found})
    response["Cache-Control"] = "no-store"
    return response


def sort_name(sort: str) -> str:
    """What an order is called."""
    return {"best": _("Best match"), "newest": _("Newest first"), "title": _("By title")}[sort]


def kind_name(kind: str) -> str:
    """What a result is, in words."""
    return {
        "course": _("Course"),
        "toolkit": _("Toolkit"),
        "guide": _("Guide"),
        "chapter": _("Guide chapter"),
        "news": _("News"),
        "page": _("Information"),
    }.get(kind, kind)


def facet_name(name: str) -> str:
    """What a facet is called."""
    return {"kind": _("Type"), "topic": _("Topic"), "sector": _("Sector"), "audience": _("For whom")}[name]


def _names(facets: dict) -> dict[str, dict[str, str]]:
    """Labels of facet values; a query only for facets that have values."""
    models: dict[str, Any] = {"topic": Topic, "sector": Sector, "audience": Audience}
    names = {"kind": {value.value: kind_name(value.value) for value in facets["kind"]}}
    for name, model in models.items():
        codes = [value.value for value in facets[name]]
        names[name] = {term.code: term.name for term in model.objects.filter(code__in=codes)} if codes else {}
    return names


def _address(text: str, chosen: dict[str, str], page: int = 1, sort: str = SORTS[0]) -> str:
    values = {"q": text, **{name: value for name, value in chosen.items() if value}}
    if sort != SORTS[0]:
        values["sort"] = sort
    if page > 1:
        values["page"] = str(page)
    return "?" + urlencode(values)


def _page_number(text: str) -> int:
    """A page from 1 to LAST_PAGE, whatever the address holds; Python reads no number of thousands of digits."""
    text = text[:6]
    return min(max(int(text), 1), LAST_PAGE) if text.isascii() and text.isdigit() else 1
