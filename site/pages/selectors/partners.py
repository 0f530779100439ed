"""The programmes and their partners, each once, with what it does and its logo."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from core.languages import active_language
from core.public_data import cached_public
from lms.programmes.models import ProgrammePartner

LOGO = "max-240x96"


@dataclass(frozen=True)
class PartnerMark:
    """A partner on the front page. `logo`: address, width and height of its picture; empty without one."""

    name: str
    part: str
    website: str
    logo: dict[str, Any]


@dataclass(frozen=True)
class Backing:
    """Who stands behind it: names and addresses of the programmes that are no part of another one, and all partners."""

    programmes: list[tuple[str, str]]
    partners: list[PartnerMark]


def programmes_and_partners() -> Backing:
    """Active partners in the order that the programmes give them. One query and one a logo, then kept."""
    return cached_public(f"partners:{active_language()}", _read)


def _read() -> Backing:
    rows = (
        ProgrammePartner.objects.filter(organisation__is_active=True)
        .select_related("programme", "organisation__partner__logo")
        .order_by("programme__starts_on", "sort_order", "id")
    )
    found: dict[int, PartnerMark] = {}
    programmes: dict[str, str] = {}
    for row in rows:
        body = row.organisation
        if body.pk not in found:
            partner = getattr(body, "partner", None)
            found[body.pk] = PartnerMark(body.name, row.get_part_display(), body.website, _logo(partner))
        if row.programme.parent_id is None:
            programmes[reverse("lms:programme-detail", args=[row.programme.code])] = row.programme.name
    return Backing([(name, url) for url, name in programmes.items()], list(found.values()))


def _logo(partner: Any) -> dict[str, Any]:
    if partner is None or partner.logo is None:
        return {}
    picture = partner.logo.get_rendition(LOGO)
    return {"url": picture.url, "width": picture.width, "height": picture.height}
