"""The style sheet with the installation's own colour; a file of its own, because the policy allows no style in a page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from core.colours import read_colour, theme_css
from core.public_pages import public_page
from pages.models import SiteIdentity


@require_safe
@cache_control(public=True, max_age=86_400)
@public_page
def theme(request: HttpRequest) -> HttpResponse:
    """Answer with the tokens that follow from the colour. Its address changes with the colour, so it may be kept."""
    identity = SiteIdentity.objects.filter(site__is_default_site=True).only("colour").first()
    colour = read_colour(identity.colour) if identity else None
    if colour is None:
        raise Http404
    return HttpResponse(theme_css(colour), content_type="text/css; charset=utf-8")
