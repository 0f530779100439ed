"""What is written in H5P packages: of an edition's frozen versions, and of those that a page shows now."""

from collections.abc import Iterable, Iterator
from typing import Any

from lms.h5p.models import H5PPackage, H5PVersion

KIND = "h5p"


def texts_of_versions(uuids: Iterable[str]) -> dict[str, str]:
    """Texts by the version's uuid. One query, none for nothing."""
    wanted = set(uuids)
    if not wanted:
        return {}
    rows = H5PVersion.objects.filter(uuid__in=wanted).values_list("uuid", "text")
    return {str(uuid): text for uuid, text in rows}


def text_of_packages_in(blocks: Any) -> str:
    """The texts of packages that the blocks of a page (as stored) show. One query, none for nothing."""
    ids = set(_packages(blocks))
    if not ids:
        return ""
    rows = H5PPackage.objects.filter(pk__in=ids).exclude(current=None)
    return " ".join(rows.order_by("pk").values_list("current__text", flat=True))


def _packages(value: Any) -> Iterator[int]:
    if isinstance(value, list):
        for one in value:
            yield from _packages(one)
    elif isinstance(value, dict):
        if value.get("type") == KIND:
            package = value["value"].get("package") if isinstance(value["value"], dict) else value["value"]
            if isinstance(package, int):
                yield package
        else:
            for one in value.values():
                yield from _packages(one)
