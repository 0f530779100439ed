"""The partners of the programmes, each once, with what it does and its logo."""

from dataclasses import dataclass
from typing import Any

from lms.programmes.models import ProgrammePartner


@dataclass(frozen=True)
class PartnerMark:
    """A partner on the front page. `logo`: an image, or None."""

    name: str
    part: str
    website: str
    logo: Any


def programme_partners() -> list[PartnerMark]:
    """Active partners in the order that the programmes give them. One query."""
    rows = (
        ProgrammePartner.objects.filter(organisation__is_active=True)
        .select_related("organisation__partner__logo")
        .order_by("programme__starts_on", "sort_order", "id")
    )
    found: dict[int, PartnerMark] = {}
    for row in rows:
        organisation = row.organisation
        partner = getattr(organisation, "partner", None)
        found.setdefault(
            organisation.pk,
            PartnerMark(
                organisation.name,
                row.get_part_display(),
                organisation.website,
                partner.logo if partner else None,
            ),
        )
    return list(found.values())
