"""Whether files can be kept: written, read and deleted, in each of the two places."""

import secrets
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.readiness import Check, Step, checks

PLACES = {"default": _("pictures"), "private": _("private files")}


def storage_problems() -> dict[str, str]:
    """What goes wrong in which place (a name of settings.STORAGES); nothing when all is well."""
    found: dict[str, str] = {}
    for place in PLACES:
        try:
            _try(place)
        except Exception as error:
            found[place] = f"{type(error).__name__}: {error}"
    return found


def _try(place: str) -> None:
    storage, content = storages[place], secrets.token_bytes(64)
    name = storage.save(f"set-up/{secrets.token_hex(8)}.probe", ContentFile(content))
    try:
        with storage.open(name) as file:
            if file.read() != content:
                raise OSError("what was read is not what was written")
    finally:
        storage.delete(name)


def _storage(user: Any) -> Step:
    problems = storage_problems()
    said = "; ".join(f"{PLACES[place]}: {problem}" for place, problem in problems.items())
    return Step(
        title=_("Place for files"),
        is_done=not problems,
        text=gettext("Files cannot be kept. %(problems)s") % {"problems": said}
        if problems
        else gettext("Pictures and private files can be written and read."),
    )


checks.register("storage", Check(_storage, is_quick=False))
