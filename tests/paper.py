"""What a reader of paper sees: the codes that a phone's camera finds on a printed PDF, and its words."""

import io
import subprocess

import zxingcpp
from PIL import Image

DOTS_PER_INCH = 150
"""A cheap office printer and a phone held over the sheet."""


def codes_on(pdf: bytes) -> list[str]:
    """Return what the QR codes of the first page say."""
    done = subprocess.run(
        ["pdftoppm", "-r", str(DOTS_PER_INCH), "-f", "1", "-l", "1", "-gray", "-"],
        input=pdf, capture_output=True, check=True,
    )  # fmt: skip
    with Image.open(io.BytesIO(done.stdout)) as sheet:
        return [found.text for found in zxingcpp.read_barcodes(sheet.convert("L"))]


def words_on(pdf: bytes) -> str:
    """Return the text of all pages, as a reader copies it."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()
