"""A collection behind its link: everybody who has the link, nobody else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from toolkits.collections.models import Collection
from toolkits.collections.rules.keys import write_keys
from toolkits.collections.selectors import pages_of


@never_cache
@require_safe
def collection_shared(request: HttpRequest, token: str) -> HttpResponse:
    """Title and pages; never who made it. Not kept by any cache: ending the link takes effect at once."""
    collection = get_object_or_404(Collection, share_token=token)
    pages = pages_of(collection.items.values_list("page_key", flat=True))
    context = {"collection": collection, "pages": pages, "items": write_keys(page.key for page in pages)}
    response = render(request, "toolkits/collections/shared.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
