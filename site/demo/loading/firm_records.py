"""What firms left: collections and interest."""

from datetime import date
from typing import Any

from accounts.models import User
from demo.keys import key_uuid
from demo.reading.moments import moment
from organisations.models import Firm, FirmInterest
from toolkits.collections.models import Collection, CollectionItem


def load_firm_records(data: dict[str, Any], people: dict[str, User], today: date) -> None:
    """Make collections and interests; existing ones are left as they are."""
    contacts = {entry["key"]: entry for entry in data["people"]}
    for entry in data.get("collections", []):
        uuid = key_uuid("collection", entry["key"])
        if Collection.objects.filter(uuid=uuid).exists():
            continue
        firm = Firm.objects.filter(code=contacts[entry["owner"]].get("firm", "")).first()
        collection = Collection.objects.create(
            uuid=uuid, owner=people[entry["owner"]], title=entry["title"], firm=firm
        )
        for order, item in enumerate(entry["items"]):
            kind, key = next(iter(item.items()))
            CollectionItem.objects.create(
                collection=collection, page_key=key_uuid(kind, key), sort_order=order
            )
    for entry in data.get("interests", []):
        uuid = key_uuid("interest", entry["firm"])
        person, firm = people[entry["by"]], Firm.objects.get(code=entry["firm"])
        FirmInterest.objects.get_or_create(
            uuid=uuid,
            defaults={
                "firm_name": firm.name,
                "person_name": person.get_full_name(),
                "email": person.email or "",
                "phone": person.phone or "",
                "province": firm.province,
                "sector": firm.sector,
                "consent_version": "1",
                "created_at": moment(entry["at"], today),
            },
        )
