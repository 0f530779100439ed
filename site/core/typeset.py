"""Documents typeset on the server: a Typst template and data as JSON, never text pasted into the template."""

import json
from functools import cache
from pathlib import Path
from typing import Any, cast

import typst
from django.conf import settings

FONTS = Path(settings.ROOT) / "build" / "fonts"


@cache
def _font_paths() -> list[str]:
    if not any(FONTS.glob("*.ttf")):
        raise FileNotFoundError(f"No fonts in {FONTS}; run: python manage.py build_assets")
    return [str(FONTS)]


def typeset(template: Path, data: dict[str, Any], *, standards: list[str] | None = None) -> bytes:
    """Compile a template to PDF. It reads `data` with json(bytes(sys.inputs.data)); the same data gives the same bytes.

    Only our own fonts ("Imece Latin", "Imece Arabic") are seen, and no network packages. `standards`: for example
    ["ua-1"]. Raises typst's error when the template is wrong, FileNotFoundError when the fonts are not built.
    """
    return typst.compile(
        str(template),
        root=str(template.parent),
        font_paths=_font_paths(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False, sort_keys=True)},
        pdf_standards=cast(Any, standards or []),
    )
