"""What comes out of an archive, looked at while it passes by: nested archives, disguises, drawings that run something."""

import re
from xml.parsers.expat import ExpatError, ParserCreate

from core.archive.refusal import ArchiveRefused

_ARCHIVES = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"PK\x07\x08",
    b"Rar!\x1a\x07",
    b"7z\xbc\xaf\x27\x1c",
    b"\x1f\x8b\x08",
    b"\xfd7zXZ\x00",
    b"\x28\xb5\x2f\xfd",
    b"MSCF\0\0\0\0",
)
_BZIP = re.compile(rb"BZh[1-9]1AY&SY")
_PAGE = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*<(?:\?php|\?=|!doctype|html|head|body|script|svg|iframe|\?xml)", re.IGNORECASE
)
_PROGRAM = re.compile(rb"\x7fELF|\xfe\xed\xfa[\xce\xcf]|\xcf\xfa\xed\xfe|\xca\xfe\xba\xbe|#!\s*/")
# Files that are bytes, not text: none of them begins like a page.
_BYTES = """
png jpg jpeg gif bmp tif tiff webp avif ico eot ttf otf woff woff2 mp3 mp4 m4a m4v ogg oga ogv wav webm swf glb pdf
doc xls ppt docx xlsx pptx odt ods odp
"""
_BINARY = frozenset(_BYTES.split())
_XML = frozenset(["svg", "xml"])
_XML_BYTES = 8_000_000
# The parser reads an unfinished attribute anew with every piece: few large pieces keep that cheap.
_XML_PIECE = 1024 * 1024
_XML_DEPTH = 200
_RUNNING = frozenset(
    ["script", "foreignobject", "iframe", "embed", "object", "handler", "listener", "html", "body"]
)
_SCHEME = re.compile(
    r"(?:javascript|vbscript|livescript|data:(?!image/(?:png|jpe?g|gif|webp)[;,]|font/|application/(?:x-)?font))"
)
_W3C = re.compile(r"-//W3C//DTD SVG [\w .]+//EN")
_TAIL = 22 + 0xFFFF
_END_MARK = b"PK\x05\x06"


class Inspector:
    """Looks at one file, piece by piece. Raises ArchiveRefused as soon as something is found.

    may_nest: the file is of a kind that is an archive itself; whoever unpacks looks through it afterwards.
    """

    def __init__(self, name: str, *, may_nest: bool) -> None:
        self._name = name
        self._extension = name.rpartition(".")[2].casefold()
        self._may_nest = may_nest
        self._xml = _Markup(name, self._extension) if self._extension in _XML else None
        self._tail = b""
        self._started = False

    def feed(self, chunk: bytes) -> None:
        if not self._started:
            self._started = True
            self._check_start(chunk)
        if self._xml:
            self._xml.feed(chunk)
        if not self._may_nest:
            self._tail = (self._tail + chunk)[-_TAIL:]

    def finish(self) -> None:
        if self._xml:
            self._xml.finish()
        at = self._tail.rfind(_END_MARK)
        if at >= 0 and len(self._tail) - at >= 22:
            comment = int.from_bytes(self._tail[at + 20 : at + 22], "little")
            if at + 22 + comment == len(self._tail):
                raise ArchiveRefused("nested", self._name, "an archive at its end")

    def _check_start(self, start: bytes) -> None:
        is_archive = start.startswith(_ARCHIVES) or _BZIP.match(start) or start[257:262] == b"ustar"
        if is_archive and not (self._may_nest and start.startswith(b"PK\x03\x04")):
            raise ArchiveRefused("nested", self._name)
        if self._may_nest and not is_archive:
            raise ArchiveRefused("disguised", self._name)
        if _PROGRAM.match(start) or (start.startswith(b"MZ") and b"PE\0\0" in start[:1024]):
            raise ArchiveRefused("disguised", self._name, "a program")
        if self._extension in _BINARY and _PAGE.match(start):
            raise ArchiveRefused("disguised", self._name, "a page")


class _Markup:
    """XML read as it comes, element by element, by a parser that loads nothing and knows no entity."""

    def __init__(self, name: str, extension: str) -> None:
        self._name, self._is_drawing = name, extension == "svg"
        self._bytes = self._depth = 0
        self._waiting = bytearray()
        parser = ParserCreate()
        parser.buffer_text = False
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._element
        parser.EndElementHandler = self._leave
        parser.ProcessingInstructionHandler = self._instruction
        self._parser = parser

    def feed(self, chunk: bytes) -> None:
        self._bytes += len(chunk)
        if self._bytes > _XML_BYTES:
            raise ArchiveRefused("entry_too_large", self._name, "more XML than is read here")
        self._waiting += chunk
        if len(self._waiting) >= _XML_PIECE:
            self._parse(final=False)

    def finish(self) -> None:
        self._parse(final=True)

    def _parse(self, *, final: bool) -> None:
        waiting, self._waiting = bytes(self._waiting), bytearray()
        try:
            self._parser.Parse(waiting, final)
        except (ExpatError, ValueError, LookupError) as error:
            raise ArchiveRefused("markup", self._name, str(error)) from None

    def _doctype(self, _name: str, _system: str | None, public: str | None, has_subset: int) -> None:
        # Old drawing programs write the W3C's own declaration; nobody loads it and it declares nothing here.
        if has_subset or not self._is_drawing or not _W3C.fullmatch(public or ""):
            raise ArchiveRefused("entities", self._name)

    def _instruction(self, target: str, _data: str) -> None:
        if target.casefold().startswith(("xml-stylesheet", "php")):
            raise ArchiveRefused("script", self._name, target)

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _XML_DEPTH:
            raise ArchiveRefused("markup", self._name, "too deep")
        if not self._is_drawing:
            return
        local = name.rpartition(":")[2].casefold()
        if local in _RUNNING:
            raise ArchiveRefused("script", self._name, local)
        for attribute, value in attributes.items():
            key = attribute.rpartition(":")[2].casefold()
            plain = re.sub(r"[\s\x00-\x20]+", "", value).casefold()
            if key.startswith("on") or (
                key in ("href", "src", "to", "from", "values", "by", "action") and _SCHEME.search(plain)
            ):
                raise ArchiveRefused("script", self._name, attribute)
            # An animation that sets where a link leads, or what happens.
            if key == "attributename" and plain.rpartition(":")[2].startswith(("href", "on")):
                raise ArchiveRefused("script", self._name, attribute)

    def _leave(self, _name: str) -> None:
        self._depth -= 1
