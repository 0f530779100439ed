"""The collection on a visitor's device: kept by the browser, shown from the keys in the address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.public_pages import public_page
from toolkits.collections.rules.keys import read_keys, write_keys
from toolkits.collections.selectors import pages_of


@require_safe
@public_page
def collection_device(request: HttpRequest) -> HttpResponse:
    """Without `?items=` the script fills in what the device holds; with it, it is somebody's list and needs no script."""
    keys = read_keys(request.GET.get("items", ""))
    pages = pages_of(keys)
    context = {
        "pages": pages,
        "is_list": "items" in request.GET,
        "items": write_keys(page.key for page in pages),
    }
    return render(request, "toolkits/collections/device.html", context)


@require_safe
@public_page
def collection_items(request: HttpRequest) -> HttpResponse:
    """The same list as a part of a page, for the script."""
    keys = read_keys(request.GET.get("items", ""))
    response = render(
        request, "toolkits/collections/_pages.html", {"pages": pages_of(keys), "can_remove": True}
    )
    response.headers["X-Robots-Tag"] = "noindex"
    return response
