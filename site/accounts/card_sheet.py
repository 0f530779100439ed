"""Sign-in cards on paper: A4, eight a page, to be cut apart."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import segno
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from accounts.card_codes import grouped
from accounts.services.cards import MadeCard
from core.addresses import full_address
from core.assets.logo import mark_svg
from core.languages import RTL_LANGUAGES
from core.typeset import printable, typeset

TEMPLATE = Path(__file__).resolve().parent / "typst" / "cards.typ"
INK = "#14282c"


def card_address(language: str, code: str = "") -> str:
    """Where a card is used. The code stands behind the #, which no browser sends and no log keeps."""
    address = full_address("card:code", language=language)
    return f"{address}#{code}" if code else address


def card_sheet(cards: Sequence[MadeCard], *, group: str, language: str | None) -> bytes:
    """The PDF with these cards in their order, each in `language`, or (None) in that of its person."""
    faces = [_face(card, group, language or card.user.language) for card in cards]
    return typeset(TEMPLATE, {"mark": mark_svg(), "cards": faces})


def _face(card: MadeCard, group: str, language: str) -> dict[str, Any]:
    with translation.override(language):
        until = formats.date_format(timezone.localdate(card.card.expires_at), "j F Y")
        parts = urlsplit(card_address(language))
        return {
            "language": language,
            "direction": "rtl" if language in RTL_LANGUAGES else "ltr",
            "group": printable(group),
            "name": printable(card.user.get_full_name()),
            "username_label": _("User name"),
            "username": printable(card.user.get_username()),
            "how": _("Scan the square. Or open this address and type the code:"),
            "address": f"{parts.netloc}{parts.path}",
            "code": grouped(card.code),
            "until": _("Works once, until %(day)s. Then you sign in with your own password.")
            % {"day": until},
            "qr": _qr(card_address(language, card.code)),
            "qr_alt": _("QR code that opens the sign-in page with this code"),
        }


def _qr(address: str) -> str:
    picture = io.BytesIO()
    segno.make(address, error="m").save(
        picture, kind="svg", border=0, dark=INK, light=None, xmldecl=False, svgns=True, nl=False
    )
    return picture.getvalue().decode()
