"""The consent behind each special detail: one purpose a kind, with the text that stands beside the box."""

from django.utils.translation import gettext_lazy as _

from accounts.consents import Purpose, purpose_named
from privacy.models import SpecialKind

_VERSION = "2026-11"

SPECIAL_CONSENTS: dict[str, Purpose] = {
    SpecialKind.DISABILITY: Purpose(
        name="special-disability",
        version=_VERSION,
        title=SpecialKind.DISABILITY.label,
        text=_(
            "You may keep what I write here about a disability, so that rooms, times and materials fit. The programme office reads it, nobody else."
        ),
    ),
    SpecialKind.PROTECTION: Purpose(
        name="special-protection",
        version=_VERSION,
        title=SpecialKind.PROTECTION.label,
        text=_(
            "You may keep what I write here about my protection status, so that you can help with permits. The programme office reads it, nobody else."
        ),
    ),
    SpecialKind.CHILDCARE: Purpose(
        name="special-childcare",
        version=_VERSION,
        title=SpecialKind.CHILDCARE.label,
        text=_(
            "You may keep what I write here about my children's care, so that you can help with it. The programme office reads it, nobody else."
        ),
    ),
}


def consent_named(name: str) -> Purpose | None:
    """The consent of this name, special or not; None when there is none any more."""
    special = (one for one in SPECIAL_CONSENTS.values() if one.name == name)
    return purpose_named(name) or next(special, None)
