"""Partners, training centres and firms."""

from typing import Any

from organisations.models import Firm, Organisation, OrganisationKind, Partner, TrainingCentre
from taxonomy.models import Province, Sector

_KINDS = {
    "partner": OrganisationKind.UN_AGENCY,
    "ministry": OrganisationKind.MINISTRY,
    "funder": OrganisationKind.FUNDER,
    "municipality": OrganisationKind.MUNICIPALITY,
    "training-centre": OrganisationKind.TRAINING_CENTRE,
    "chamber": OrganisationKind.CHAMBER,
    "osb": OrganisationKind.OSB,
    "employers": OrganisationKind.EMPLOYERS,
}


def load_organisations(data: dict[str, Any]) -> None:
    """Load what programme.yaml lists; an existing organisation is left as it is."""
    provinces = {province.code: province for province in Province.objects.all()}
    sectors = {sector.code: sector for sector in Sector.objects.all()}
    for entry in data["organisations"]:
        if Organisation.objects.filter(code=entry["key"]).exists():
            continue
        model = TrainingCentre if entry["type"] == "training-centre" else Partner
        kind = OrganisationKind.EMPLOYERS if entry["key"] == "tisk" else _KINDS[entry["type"]]
        model.objects.create(
            code=entry["key"],
            name=entry["name"]["tr"],
            kind=kind,
            province=provinces.get(entry.get("province", "")),
            website=entry.get("url", ""),
            parent=Organisation.objects.filter(code=entry.get("parent", "")).first(),
        )
    for entry in data["firms"]:
        Firm.objects.get_or_create(
            code=entry["key"],
            defaults={
                "name": entry["name"],
                "kind": OrganisationKind.FIRM,
                "province": provinces[entry["province"]],
                "sector": sectors[entry["sector"]],
                "activity_code": entry["nace"],
                "size": entry["size"],
            },
        )
