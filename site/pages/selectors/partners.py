"""The partners of the programmes, each once, with what it does and its logo."""

from dataclasses import dataclass
from typing import Any

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


def programme_partners() -> list[PartnerMark]:
    """Active partners in the order that the programmes give them. One query and one a logo, then kept."""
    return cached_public(f"partners:{active_language()}", _read)


def _read() -> list[PartnerMark]:
    rows = (
        ProgrammePartner.objects.filter(organisation__is_active=True)
        .select_related("organisation__partner__logo")
        .order_by("programme__starts_on", "sort_order", "id")
    )
    found: dict[int, PartnerMark] = {}
    for row in rows:
        body = row.organisation
        if body.pk not in found:
            partner = getattr(body, "partner", None)
            found[body.pk] = PartnerMark(body.name, row.get_part_display(), body.website, _logo(partner))
    return list(found.values())


def _logo(partner: Any) -> dict[str, Any]:
    if partner is None or partner.logo is None:
        return {}
    picture = partner.logo.get_rendition(LOGO)
    return {"url": picture.url, "width": picture.width, "height": picture.height}
