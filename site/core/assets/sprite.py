"""One SVG file with every icon that templates use, from the `lucide` package, and the mark of İmece."""

from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import lucide

from core.assets.logo import symbol_svg

_ARCHIVE = Path(lucide.__file__).with_name("lucide.zip")


class UnknownIcon(Exception):
    """A name in core.icons.ICONS that Lucide does not have."""


def build_sprite(names: Iterable[str]) -> str:
    """The sprite's text. Raises UnknownIcon for a name that the icon package lacks."""
    symbols = [symbol_svg()]
    with ZipFile(_ARCHIVE) as archive:
        for name in sorted(set(names)):
            try:
                source = archive.read(f"{name}.svg")
            except KeyError as error:
                raise UnknownIcon(name) from error
            symbols.append(_symbol(name, source))
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>'


def _symbol(name: str, source: bytes) -> str:
    shapes = ""
    for node in ElementTree.fromstring(source):  # noqa: S314 - the package's own file, not somebody's upload
        tag = node.tag.rpartition("}")[2]
        attributes = "".join(f' {key}="{value}"' for key, value in node.attrib.items())
        shapes += f"<{tag}{attributes}/>"
    return (
        f'<symbol id="{name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" '
        f'stroke-linecap="round" stroke-linejoin="round">{shapes}</symbol>'
    )
