"""One function a kind of file: its text, page by page. Runs in the reading process only; may raise anything."""

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import IO, Any

from core.archive import OFFICE_KINDS, check_office_file, read_part
from search.extraction.limits import ARCHIVE

Page = tuple[int | None, str, str]
"""Number of the page (slide, sheet) where there is one, its name, its text."""
_OFFICE_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


class Locked(Exception):
    """The file asks for a password."""


def read_pdf(file: IO[bytes]) -> Iterator[Page]:
    """Pages of a PDF as viewers number them, from 1. Scanned pages have no text."""
    from pypdf import PdfReader  # noqa: PLC0415 - each process reads one kind of file

    reader = PdfReader(file, strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise Locked
    for number, page in enumerate(reader.pages, start=1):
        yield number, "", _joined(page.extract_text() or "")


def _joined(text: str) -> str:
    """Words that a line's end cut in two are one."""
    return re.sub(r"(\w)[-\u00ad]\n(?=[^\W\d_])", r"\1", text).replace("\u00ad", "")


def read_docx(file: IO[bytes]) -> Iterator[Page]:
    """A text has no pages of its own: paragraphs and tables in reading order."""
    from docx import Document  # noqa: PLC0415

    check_office_file(file, kind=OFFICE_KINDS["docx"], limits=ARCHIVE)
    document = Document(file)
    yield None, "", "\n".join(_blocks(document))


def _blocks(container: Any) -> Iterator[str]:
    for block in container.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                seen = set()
                for cell in row.cells:
                    if id(cell._tc) not in seen:
                        seen.add(id(cell._tc))
                        yield from _blocks(cell)
        elif block.text.strip():
            yield block.text


def read_xlsx(file: IO[bytes]) -> Iterator[Page]:
    """Sheets, with their names; the values of formulas as they were when it was saved."""
    from openpyxl import load_workbook  # noqa: PLC0415

    check_office_file(file, kind=OFFICE_KINDS["xlsx"], limits=ARCHIVE)
    book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    for number, sheet in enumerate(book.worksheets, start=1):
        if sheet.sheet_state != "visible":
            continue
        lines = (
            " ".join(str(value) for value in row if value is not None)
            for row in sheet.iter_rows(values_only=True, max_row=20_000, max_col=200)
        )
        yield number, sheet.title, "\n".join(line for line in lines if line)


def read_pptx(file: IO[bytes]) -> Iterator[Page]:
    """Slides with their notes; hidden ones too, for they are in the file that everybody gets."""
    from pptx import Presentation  # noqa: PLC0415

    check_office_file(file, kind=OFFICE_KINDS["pptx"], limits=ARCHIVE)
    for number, slide in enumerate(Presentation(file).slides, start=1):
        texts = list(_shapes(slide.shapes))
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            texts.append(slide.notes_slide.notes_text_frame.text)
        yield number, "", "\n".join(text for text in texts if text.strip())


def _shapes(shapes: Any) -> Iterator[str]:
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from _shapes(shape.shapes)
        elif shape.has_text_frame:
            yield shape.text_frame.text
        elif getattr(shape, "has_table", False):
            for row in shape.table.rows:
                yield " ".join(cell.text for cell in row.cells)


def read_odt(file: IO[bytes]) -> Iterator[Page]:
    """Paragraphs and headings in reading order."""
    from defusedxml.ElementTree import fromstring  # noqa: PLC0415

    check_office_file(file, kind=OFFICE_KINDS["odt"], limits=ARCHIVE)
    root = fromstring(read_part(file, "content.xml"), forbid_dtd=True)
    names = {f"{_OFFICE_TEXT}p", f"{_OFFICE_TEXT}h"}
    yield None, "", "\n".join("".join(_inline(one)) for one in root.iter() if one.tag in names)


def _inline(element: Any) -> Iterator[str]:
    if element.text:
        yield element.text
    for child in element:
        if child.tag in {f"{_OFFICE_TEXT}s", f"{_OFFICE_TEXT}tab", f"{_OFFICE_TEXT}line-break"}:
            yield " "
        elif child.tag not in {f"{_OFFICE_TEXT}p", f"{_OFFICE_TEXT}h"}:
            yield from _inline(child)
        if child.tail:
            yield child.tail


def read_txt(file: IO[bytes]) -> Iterator[Page]:
    """UTF-8 or UTF-16 where it says so, else the Turkish code page of Windows."""
    yield None, "", _decoded(file.read())


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1254", "replace")


class _Text(HTMLParser):
    """What a browser would show."""

    SILENT = frozenset({"script", "style", "template", "noscript", "head", "svg"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        """Nothing inside these is read."""
        if tag in self.SILENT:
            self.silent.append(tag)
        self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """Until they end."""
        if tag in self.silent:
            del self.silent[self.silent.index(tag) :]
        self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        """Words."""
        if not self.silent:
            self.parts.append(data)


def read_html(file: IO[bytes]) -> Iterator[Page]:
    """The words of a page, without what it would run or load."""
    parser = _Text()
    parser.feed(_decoded(file.read()))
    parser.close()
    yield None, "", "".join(parser.parts)


READERS: dict[str, Callable[[IO[bytes]], Iterator[Page]]] = {
    "pdf": read_pdf,
    "docx": read_docx,
    "xlsx": read_xlsx,
    "pptx": read_pptx,
    "odt": read_odt,
    "txt": read_txt,
    "html": read_html,
    "htm": read_html,
}
"""By the ending of the file's name."""
