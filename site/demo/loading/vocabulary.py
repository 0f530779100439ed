"""Topics, audiences, sectors, provinces, dimensions and skills."""

from typing import Any

from taxonomy.models import Audience, Dimension, Province, Sector, Skill, Topic


def _names(entry: dict[str, Any], field: str = "name") -> dict[str, str]:
    texts = entry[field]
    return {f"{field}_{language}": texts.get(language, "") for language in ("tr", "en", "ar")}


def load_vocabulary(data: dict[str, Any]) -> None:
    """Load what programme.yaml lists; an existing term is left as it is."""
    for entry in data["topics"]:
        Topic.objects.get_or_create(code=entry["key"], defaults=_names(entry))
    for entry in data["audiences"]:
        Audience.objects.get_or_create(code=entry["key"], defaults=_names(entry))
    for entry in data["sectors"]:
        defaults = {**_names(entry), "scheme": entry["scheme"], "number": entry["code"]}
        Sector.objects.get_or_create(code=entry["key"], defaults=defaults)
    for entry in data["provinces"]:
        defaults = {
            **_names(entry),
            "plate": entry["plate"],
            "iso": entry["iso"],
            "nuts": entry["nuts3"],
            "is_pilot": True,
        }
        Province.objects.get_or_create(code=entry["key"], defaults=defaults)
    for entry in data["skills"]:
        Skill.objects.get_or_create(code=entry["key"], defaults={**_names(entry), "family": entry["family"]})
    for framework in data["frameworks"]:
        blocks = {block["key"]: block["name"] for block in framework["blocks"]}
        for entry in framework["dimensions"]:
            block = {f"block_{language}": text for language, text in blocks[entry["block"]].items()}
            defaults = {
                **_names(entry),
                **block,
                "framework": framework["key"].upper(),
                "number": entry["number"],
                "is_verified": framework["verified"],
            }
            Dimension.objects.get_or_create(code=entry["key"], defaults=defaults)
