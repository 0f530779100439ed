"""Drawing the pictures that stand beside files: one page of each, as LibreOffice and poppler show it.

Only those who write content need these two programs; the pictures are kept with the content.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image

from demo.reading.files import read_yaml
from demo.reading.pictures import drawn_of, picture_digest, picture_path, save_picture
from demo.workbooks.build import build_print, build_workbook

LONGEST_SIDE = 560
"""Pixels: sharp on a phone at the size of the page's picture."""
_DPI = 110
_TIMEOUT = 180


def draw_previews(folder: Path, *, again: bool = False) -> list[Path]:
    """Draw every picture of the folder that is missing or out of date (`again`: all); answers with those drawn.

    Raises FileNotFoundError when a program is missing, CalledProcessError when one fails.
    """
    drawn = []
    with tempfile.TemporaryDirectory() as work:
        for description in sorted(folder.glob("toolkits/*/files/*.yaml")):
            data = read_yaml(description)
            for ending, picture in (data.get("preview") or {}).items():
                digest = picture_digest(data, ending)
                for language in data["languages"]:
                    path = picture_path(description, ending, language)
                    if again or drawn_of(path) != digest:
                        page = _page(data, ending, language, picture["page"], Path(work))
                        save_picture(page, path, digest)
                        drawn.append(path)
    return drawn


def _page(data: dict[str, Any], ending: str, language: str, number: int, work: Path) -> Image.Image:
    """One page of a file as a picture."""
    paper = work / "file.pdf"
    if ending == "pdf":
        paper.write_bytes(build_print(data, language))
    else:
        (work / "file.xlsx").write_bytes(build_workbook(data, language))
        profile = f"-env:UserInstallation={(work / 'profile').as_uri()}"
        _run(
            "soffice",
            "--headless",
            profile,
            "--convert-to",
            "pdf",
            "--outdir",
            str(work),
            str(work / "file.xlsx"),
        )
    target = work / "page"
    page = str(number)
    _run("pdftoppm", "-r", str(_DPI), "-f", page, "-l", page, "-singlefile", "-png", str(paper), str(target))
    with Image.open(target.with_suffix(".png")) as picture:
        found = picture.convert("RGB")
    found.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    return found


def _run(program: str, *words: str) -> None:
    path = shutil.which(program)
    if path is None:
        raise FileNotFoundError(
            f"{program} is not on this machine (apt install libreoffice-calc poppler-utils)"
        )
    subprocess.run([path, *words], check=True, capture_output=True, timeout=_TIMEOUT)
