"""The programme with its partners and tracks."""

from typing import Any

from lms.programmes.models import Programme, ProgrammePartner, Track
from organisations.models import Organisation
from taxonomy.models import Province

_PARTS = {
    "implementer": ProgrammePartner.Part.IMPLEMENTER,
    "implementing-partner": ProgrammePartner.Part.PROVIDER,
    "ministry": ProgrammePartner.Part.MINISTRY,
    "funder": ProgrammePartner.Part.FUNDER,
}


def funder_lines(entry: dict[str, Any]) -> dict[str, str]:
    """The funding sentence and the disclaimer, by language."""
    return {
        language: f"{text} {entry['disclaimer'][language]}" for language, text in entry["funder_line"].items()
    }


def load_programme(data: dict[str, Any]) -> Programme:
    """Load the programme; an existing one is left as it is."""
    entry = data["programme"]
    programme, is_new = Programme.objects.get_or_create(
        code=entry["key"],
        defaults={
            **{f"name_{language}": text for language, text in entry["title"].items()},
            "description": entry["summary"],
            "funder_line": funder_lines(entry),
            "starts_on": entry["starts_on"],
            "ends_on": entry["ends_on"],
            "external_url": entry["links"][0]["url"],
            "external_id": entry["external_ids"][0]["value"],
        },
    )
    if is_new:
        programme.provinces.set(Province.objects.filter(code__in=entry["provinces"]))
        organisations = {organisation.code: organisation for organisation in Organisation.objects.all()}
        for order, partner in enumerate(entry["partners"]):
            ProgrammePartner.objects.create(
                programme=programme,
                organisation=organisations[partner["organisation"]],
                part=_PARTS[partner["role"]],
                sort_order=order,
            )
        for track in data["tracks"]:
            Track.objects.create(
                programme=programme,
                code=track["key"],
                target=track["target"],
                months=track["months"],
                **{f"name_{language}": text for language, text in track["name"].items()},
            )
    return programme
