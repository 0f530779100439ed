"""What an edition keeps of a package's block."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from lms.h5p.models import H5PPackage
from lms.h5p.selectors.authored import package_id, packages_of_blocks

MATERIAL_KEYS = ("package", "library", "pass_percent", "counts")
"""A change of one of these can change who is done, so it waits for the trainer. A replaced package whose content is of
the same type does not: like a corrected question it reaches everybody, and what was reported of the old one stands."""


def freeze_packages(values: Sequence[Mapping[str, Any]], languages: Sequence[str]) -> list[dict[str, Any]]:
    """The activities of package blocks for an edition, in the same order. One query, however many blocks.

    `version`: uuid of the version that plays until the course is published again. `library`: machine name of its main
    library. It is needed for completion only where its results count.
    """
    packages = packages_of_blocks(values)
    return [_freeze(value, packages.get(package_id(value))) for value in values]


def problems_of_packages(values: Sequence[Mapping[str, Any]]) -> list[list[str]]:
    """For each package block what keeps its course from being published. One query, however many blocks."""
    packages = packages_of_blocks(values)
    return [_problems(value, packages.get(package_id(value))) for value in values]


def _freeze(value: Mapping[str, Any], package: H5PPackage | None) -> dict[str, Any]:
    version = package.current if package else None
    weight, counts = value.get("weight"), bool(value.get("counts"))
    return {
        "titles": {"tr": package.title} if package else {},
        "is_required": counts and bool(value.get("is_required")),
        "weight": int(1 if weight is None else weight),
        "config": {
            "package": str(package.uuid) if package else "",
            "version": str(version.uuid) if version else "",
            "library": version.main_library.machine_name if version else "",
            "pass_percent": value.get("pass_percent"),
            "counts": counts,
        },
    }


def _problems(value: Mapping[str, Any], package: H5PPackage | None) -> list[str]:
    if package is None:
        return [_("A package block has no package. Choose one or remove the block.")]
    found = []
    if package.current is None:
        found.append(_("The package “%(title)s” is not ready to play yet.") % {"title": package.title})
    if value.get("is_required") and not value.get("counts"):
        found.append(
            _("“%(title)s” is needed for completion, but its results do not count. Change one of the two.")
            % {"title": package.title}
        )
    return found
