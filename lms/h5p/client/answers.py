"""What the service answers, in shapes that the rest can rely on. Another shape is a BadAnswer."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from lms.h5p.client.errors import BadAnswer

T = TypeVar("T")


@dataclass(frozen=True)
class Health:
    """has_editor: its core and editor files are all there; missing: their names. rss: bytes of memory."""

    versions: dict[str, str]
    has_hub: bool
    has_editor: bool
    missing: tuple[str, ...]
    rss: int


@dataclass(frozen=True)
class ContentRow:
    id: str
    title: str
    library: str


@dataclass(frozen=True)
class Saved:
    """metadata: h5p.json of the content as the service keeps it."""

    id: str
    metadata: dict[str, Any]


@dataclass(frozen=True)
class Content:
    """library: "H5P.X 1.2". params: content.json. metadata: h5p.json."""

    id: str
    library: str
    params: dict[str, Any]
    metadata: dict[str, Any]


@dataclass(frozen=True)
class EditorModel:
    """integration: H5PIntegration for the page. scripts, styles: addresses below the base path, in order.

    content: what is edited; None for a new one.
    """

    integration: dict[str, Any]
    scripts: tuple[str, ...]
    styles: tuple[str, ...]
    content: Content | None


@dataclass(frozen=True)
class Library:
    """uses: contents and libraries that need it."""

    name: str
    title: str
    version: str
    is_runnable: bool
    uses: int
    can_be_deleted: bool

    @property
    def key(self) -> str:
        """Its name in addresses: H5P.X-1.2."""
        return f"{self.name}-{self.version.rpartition('.')[0]}"


@dataclass(frozen=True)
class Installed:
    """How many libraries are new, and how many went to a newer patch."""

    installed: int
    updated: int


@dataclass(frozen=True)
class ContentType:
    """One of the hub's, or one that is only installed here."""

    name: str
    title: str
    summary: str
    owner: str
    version: str
    is_installed: bool
    is_up_to_date: bool
    can_install: bool


def shaped(make: Callable[[Any], T], said: Any) -> T:
    """`make(said)`; BadAnswer when something is missing in it or of another kind."""
    try:
        return make(said)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadAnswer(f"an answer of another shape: {type(error).__name__}") from None


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _texts(values: Any) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise TypeError
    return tuple(_text(value) for value in values)


def _mapping(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise TypeError
    return value


def health(said: Any) -> Health:
    versions = {str(name): str(value) for name, value in _mapping(said["versions"]).items()}
    if said["status"] != "ok":
        raise ValueError
    return Health(
        versions, said["hub"] is True, said["editor"] is True, _texts(said["missing"]), int(said["rss"])
    )


def content_row(said: Any) -> ContentRow:
    return ContentRow(_text(said["id"]), _text(said["title"]), _text(said["library"]))


def saved(said: Any) -> Saved:
    return Saved(_text(said["id"]), _mapping(said["metadata"]))


def content(said: Any) -> Content:
    return Content(
        _text(said["id"]), _text(said["library"]), _mapping(said["params"]), _mapping(said["metadata"])
    )


def editor_model(said: Any) -> EditorModel:
    integration = _mapping(said["integration"])
    edited = None
    if "params" in said:
        edited = content({**said, "id": str(integration["editor"]["nodeVersionId"])})
    return EditorModel(integration, _texts(said["scripts"]), _texts(said["styles"]), edited)


def library(said: Any) -> Library:
    version = ".".join(str(int(said[part])) for part in ("majorVersion", "minorVersion", "patchVersion"))
    uses = sum(int(said[one]) for one in ("instancesCount", "instancesAsDependencyCount", "dependentsCount"))
    return Library(
        _text(said["machineName"]),
        _text(said["title"]),
        version,
        bool(said["runnable"]),
        uses,
        said["canBeDeleted"] is True,
    )


def installed(said: Any) -> Installed:
    return Installed(int(said["installed"]), int(said["updated"]))


def content_type(said: Any) -> ContentType:
    return ContentType(
        _text(said["machineName"]),
        _text(said["title"]),
        _text(said["summary"]),
        _text(said["owner"]),
        _text(said["version"]),
        said["installed"] is True,
        said["upToDate"] is True,
        said["canInstall"] is True,
    )


def rows(make: Callable[[Any], T]) -> Callable[[Any], list[T]]:
    """For a list of them."""

    def make_all(said: Any) -> list[T]:
        if not isinstance(said, list):
            raise TypeError
        return [make(one) for one in said]

    return make_all
