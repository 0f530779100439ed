"""The public page of a programme."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from core.languages import in_language
from core.public_pages import public_page
from lms.programmes.models import ProgrammePartner
from lms.programmes.selectors import present_programme


@public_page
def programme_detail(request: HttpRequest, code: str) -> HttpResponse:
    """What the programme is, who stands behind it, whom it has reached."""
    shown = present_programme(code)
    if shown is None:
        raise Http404
    programme = shown.programme
    labels = dict(ProgrammePartner.Part.choices)
    partners = [
        {
            "part": labels[part],
            "organisations": [row.organisation for row in shown.partners if row.part == part],
        }
        for part in dict.fromkeys(row.part for row in shown.partners)
    ]
    return render(
        request,
        "lms/programmes/programme_detail.html",
        {
            "programme": programme,
            "description": in_language(programme.description),
            "partners": partners,
            "tracks": shown.tracks,
            "provinces": shown.provinces,
            "parent": programme.parent,
            "parts": list(programme.parts.order_by("starts_on", "pk")),
        },
    )
