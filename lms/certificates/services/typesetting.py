"""A certificate as PDF: the same bytes for the same certificate, tagged (PDF/UA-1) and made to last (PDF/A-2a)."""

import io
import json
import threading
from functools import cache
from pathlib import Path
from typing import Any, cast

import segno
import typst
from django.conf import settings
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from core.addresses import full_address
from core.assets.logo import mark_svg
from core.assets.motifs import motif_svg
from core.languages import RTL_LANGUAGES, in_language
from core.typeset import FONTS, printable
from lms.certificates.models import Certificate
from lms.certificates.rules.emblem import european_emblem_svg
from lms.certificates.services.logo import logo_png
from lms.programmes.models import ProgrammePartner

TEMPLATE = Path(__file__).resolve().parent.parent / "typst" / "certificate.typ"
STANDARDS: list[Any] = ["a-2a", "ua-1"]
_one_at_a_time = threading.Lock()


@cache
def _compiler() -> typst.Compiler:
    """Reads the fonts once in a process (0.3 s); a page then takes about 20 ms."""
    return typst.Compiler(
        str(TEMPLATE), root=str(TEMPLATE.parent), font_paths=[str(FONTS)], ignore_system_fonts=True
    )


def typeset(certificate: Certificate, language: str) -> bytes:
    """The PDF in one language. Raises typst.TypstError when the template and the data do not fit."""
    values = certificate_values(certificate, language)
    with _one_at_a_time:
        made = _compiler().compile(
            sys_inputs={"data": json.dumps(values, ensure_ascii=False, sort_keys=True)},
            pdf_standards=STANDARDS,
            timestamp=int(certificate.issued_at.timestamp()),
        )
    return cast(bytes, made)


def certificate_values(certificate: Certificate, language: str) -> dict[str, Any]:
    """Every word on the certificate, in one language; names and titles are those of the day of issue."""
    details = certificate.details
    issued_on = timezone.localdate(certificate.issued_at)
    course = printable(in_language(certificate.course_titles, language))
    holder = printable(certificate.holder_name)
    address = full_address("lms:certificate-verify", certificate.code, language=language)
    with translation.override(language):
        programme = printable(in_language(details.get("programme") or {}, language))
        has_emblem = bool(details.get("has_european_emblem"))
        return {
            "language": language,
            "direction": "rtl" if language in RTL_LANGUAGES else "ltr",
            "code": certificate.code,
            "issued": [issued_on.year, issued_on.month, issued_on.day],
            "issuer": printable(details.get("issuer") or settings.SITE_NAME),
            "document_title": _("Certificate: %(course)s, %(name)s") % {"course": course, "name": holder},
            "heading": _("Certificate of completion"),
            "given_to": _("This certificate is given to"),
            "holder": holder,
            "for_completing": _("who has completed the course"),
            "course": course,
            "programme": programme,
            "facts": _facts(certificate, language, issued_on),
            "partners": _partners(details.get("partners") or []),
            "funder_line": printable(in_language(details.get("funder_line") or {}, language)),
            "emblem": european_emblem_svg() if has_emblem else "",
            "emblem_alt": _("Emblem of the European Union"),
            "motif": motif_svg("goz"),
            "mark": mark_svg(),
            "mark_alt": _("Mark of İmece"),
            "logo": list(logo_png(details.get("logo"))),
            "logo_alt": _("Logo of %(name)s") % {"name": details.get("issuer") or settings.SITE_NAME},
            "qr": _qr(address),
            "qr_alt": _("QR code: address at which this certificate is checked"),
            "check_label": _("Check this certificate"),
            "check_address": address,
            "number_label": _("Certificate number"),
            "number": certificate.number,
        }


def _facts(certificate: Certificate, language: str, issued_on: Any) -> list[dict[str, str]]:
    details = certificate.details
    completed_on = timezone.localdate(certificate.completion.completed_at)
    facts = []
    if details.get("hours"):
        hours = formats.number_format(
            details["hours"].rstrip("0").rstrip(".") if "." in details["hours"] else details["hours"]
        )
        facts.append({"label": _("Duration"), "value": _("%(hours)s hours") % {"hours": hours}})
    facts.append({"label": _("Completed on"), "value": formats.date_format(completed_on, "j F Y")})
    if issued_on != completed_on:
        facts.append({"label": _("Issued on"), "value": formats.date_format(issued_on, "j F Y")})
    track = printable(in_language(details.get("track") or {}, language))
    if track:
        facts.append({"label": _("Track"), "value": track})
    return facts


def _partners(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """One line a role, in the order of the programme; the funder has a line of its own."""
    labels = dict(ProgrammePartner.Part.choices)
    parts = dict.fromkeys(row["part"] for row in rows if row["part"] != ProgrammePartner.Part.FUNDER)
    return [
        {
            "part": str(labels.get(part, part)),
            "names": ", ".join(row["name"] for row in rows if row["part"] == part),
        }
        for part in parts
    ]


def _qr(address: str) -> str:
    """Medium correction; quiet zone by the white tile around it."""
    picture = io.BytesIO()
    segno.make(address, error="m").save(
        picture, kind="svg", border=1, dark="#14282c", light=None, xmldecl=False, svgns=True, nl=False
    )
    return picture.getvalue().decode()
