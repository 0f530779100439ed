"""The course builder's tool: a package that is there already goes into a lesson."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from lms.courses.registry import ToolSummary
from lms.h5p.selectors.authored import package_id, packages_of_blocks


def summarise_packages(values: Sequence[Mapping[str, Any]]) -> list[ToolSummary]:
    """What the builder shows of package blocks: title, type and what counts. One query, however many blocks."""
    packages = packages_of_blocks(values)
    found = []
    for value in values:
        package = packages.get(package_id(value))
        if package is None:
            found.append(ToolSummary(title=_("No package chosen")))
            continue
        lines = [package.current.main_library.title] if package.current else [_("Not ready to play yet")]
        found.append(ToolSummary(title=package.title, lines=[*lines, _counting(value)]))
    return found


def _counting(value: Mapping[str, Any]) -> str:
    if not value.get("counts"):
        return _("Exercise: its results are shown and do not count")
    mark = value.get("pass_percent")
    what = _("Results count") if mark is None else _("Results count from %(percent)s%%") % {"percent": mark}
    return _("%(what)s · needed for completion") % {"what": what} if value.get("is_required") else what
