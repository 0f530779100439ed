"""LibreOffice without a window: what it computes when a workbook's stored values are taken away."""

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook


def without_values(book: bytes) -> bytes:
    """Take the stored values away, so that only a recalculation can bring the numbers back."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as source, zipfile.ZipFile(target, "w") as copied:
        for name in source.namelist():
            content = source.read(name)
            if name.startswith("xl/worksheets/"):
                content = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", content)
            copied.writestr(name, content)
    return target.getvalue()


def recalculate(books: dict[str, bytes], folder: Path) -> dict[str, Workbook]:
    """Each workbook as LibreOffice computed and saved it, by name; all of them in one go."""
    program = shutil.which("soffice")
    assert program, "LibreOffice is not on this machine: apt install libreoffice-calc"
    done = folder / "done"
    done.mkdir()
    for name, book in books.items():
        (folder / f"{name}.xlsx").write_bytes(without_values(book))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    paths = [str(folder / f"{name}.xlsx") for name in books]
    kind = "xlsx:Calc MS Excel 2007 XML"
    command = [program, "--headless", profile, "--convert-to", kind, "--outdir", str(done), *paths]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {name: openpyxl.load_workbook(done / f"{name}.xlsx", data_only=True) for name in books}
