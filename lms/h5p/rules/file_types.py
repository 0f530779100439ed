"""What a file of a package is sent as. By its ending only: nothing is guessed from bytes, and nothing is a page."""

from pathlib import PurePosixPath

TYPES = {
    "js": "text/javascript; charset=utf-8",
    "mjs": "text/javascript; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "json": "application/json",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "bmp": "image/bmp",
    "webp": "image/webp",
    "avif": "image/avif",
    "ico": "image/x-icon",
    "svg": "image/svg+xml",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "ttf": "font/ttf",
    "otf": "font/otf",
    "eot": "application/vnd.ms-fontobject",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "oga": "audio/ogg",
    "wav": "audio/wav",
    "mp4": "video/mp4",
    "m4v": "video/mp4",
    "webm": "video/webm",
    "ogv": "video/ogg",
    "vtt": "text/vtt; charset=utf-8",
    "webvtt": "text/vtt; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "md": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "xml": "text/plain; charset=utf-8",
    "pdf": "application/pdf",
    "wasm": "application/wasm",
}
OTHER = "application/octet-stream"
_TEXT = {"js", "mjs", "css", "json", "svg", "vtt", "txt", "md", "csv", "xml"}


def type_of(name: str) -> str:
    """The Content-Type of a file by its name."""
    return TYPES.get(_ending(name), OTHER)


def is_text(name: str) -> bool:
    """Whether compressing it is worth the while."""
    return _ending(name) in _TEXT


def is_inside(path: str) -> bool:
    """Whether a path stays in its folder: no step upwards, no drive, no empty or hidden part."""
    return (
        0 < len(path) < 400
        and "\\" not in path
        and ":" not in path
        and "\x00" not in path
        and not any(part in ("", ".", "..") or part.startswith(".") for part in path.split("/"))
    )


def _ending(name: str) -> str:
    return PurePosixPath(name).suffix.lower().removeprefix(".")
