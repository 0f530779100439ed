"""Video files as raw block values name them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.cache import caches
from django.db.models import Q, QuerySet
from wagtail.permissions import policy_registry

from files.models import LicensedDocument
from lms.videos.rules.lengths import length_ms

ENDINGS = ("mp4", "webm")


@dataclass(frozen=True)
class Film:
    """A video's file. sha1: of its bytes, "" when it cannot be read. length_ms: 0 when it does not say."""

    title: str
    sha1: str
    length_ms: int
    is_video: bool


def films_of_blocks(values: Iterable[Mapping[str, Any]]) -> dict[int, Film]:
    """The files that raw block values name, by the document's id. One query; a file is read once and then known."""
    ids = {document_id(value) for value in values} - {0}
    if not ids:
        return {}
    return {pk: film_of(document) for pk, document in LicensedDocument.objects.in_bulk(ids).items()}


def document_id(value: Mapping[str, Any]) -> int:
    """The document that a raw value names; 0 for none."""
    return int(value.get("video") or 0)


def film_of(document: LicensedDocument) -> Film:
    """What is known of a document as a video."""
    is_video = document.file_extension.lower() in ENDINGS
    try:
        sha1 = document.get_file_hash() if is_video else ""
        length = _length(document, sha1) if is_video else 0
    except OSError:
        sha1, length = "", 0
    return Film(document.title, sha1, length, is_video)


def _length(document: LicensedDocument, sha1: str) -> int:
    name = f"video-length:{sha1}"
    known = caches["immutable"].get(name)
    if known is None:
        with document.open_file() as file:
            known = length_ms(file) or 0
        caches["immutable"].set(name, known)
    return int(known)


def videos_to_choose(user: Any) -> QuerySet[LicensedDocument]:
    """Video files that she may put into pages, by title."""
    return _choosable(user).filter(Q(file__iendswith=".mp4") | Q(file__iendswith=".webm"))


def captions_to_choose(user: Any) -> QuerySet[LicensedDocument]:
    """Captions that she may put into pages, by title."""
    return _choosable(user).filter(file__iendswith=".vtt")


def _choosable(user: Any) -> QuerySet[LicensedDocument]:
    policy = policy_registry.get_by_type(LicensedDocument)
    rows = policy.instances_user_has_any_permission_for(user, ["choose", "change", "delete"])
    return rows.order_by("title", "pk")
