"""The installation's own icon."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from core.public_pages import public_page
from pages.models import SiteIdentity
from pages.services.square_icon import SIZES, square_icon


@require_safe
@cache_control(public=True, max_age=86_400)
@public_page
def site_icon(request: HttpRequest, size: int) -> HttpResponse:
    """The logo as a square picture. Its address changes with the logo, so it may be kept."""
    identity = SiteIdentity.objects.filter(site__is_default_site=True).select_related("logo").first()
    picture = square_icon(identity.logo, size) if identity and identity.logo and size in SIZES else None
    if picture is None:
        raise Http404
    return HttpResponse(picture, content_type="image/png")
