"""The toolkit library and a toolkit's page."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from core.related import related_to
from toolkits.library.models import ToolkitIndexPage, ToolkitPage
from toolkits.library.selectors.library import FACETS, browse
from toolkits.library.selectors.toolkit import toolkit_facts, toolkit_files

HTMX_CONFIG = json.dumps({"includeIndicatorStyles": False, "allowEval": False, "historyCacheSize": 0})
"""htmx must neither write style into the page nor evaluate text: the policy forbids both."""
LONGEST_VALUE = 60


def library(request: HttpRequest, page: ToolkitIndexPage) -> HttpResponse:
    """All toolkits, narrowed by the facets of the address. Unknown values find nothing, never fail."""
    chosen = {name: request.GET.get(name, "")[:LONGEST_VALUE].replace("\x00", "") for name in FACETS}
    found = browse(chosen, request.GET.get("page", "1")[:6], request.path)
    is_part = request.headers.get("HX-Target") == "library" and not request.headers.get(
        "HX-History-Restore-Request"
    )
    response = render(
        request,
        "toolkits/library/_library.html" if is_part else "toolkits/library/library.html",
        {
            "page": page,
            "library": found,
            "page_obj": found.page,
            "quick": next((facet for facet in found.facets if facet.name == "transformation"), None),
            "selects": [facet for facet in found.facets if facet.name != "transformation"],
            "htmx_config": HTMX_CONFIG,
        },
    )
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def toolkit(request: HttpRequest, page: ToolkitPage) -> HttpResponse:
    """A toolkit: what for, for whom, how much work, its steps and files, and what goes with it."""
    facts = toolkit_facts(page)
    return render(
        request,
        "toolkits/library/toolkit.html",
        {
            "page": page,
            "facts": facts,
            "files": toolkit_files(page),
            "related": [*facts.courses, *related_to(page)],
        },
    )
