"""What people are asked to agree to: one purpose each, unticked at first, with the version of the text they saw.

Learning itself needs no consent: it rests on the registration (KVKK Art. 5/2-c), told in the notice. What is listed
here is beyond that, and refusing it blocks nothing (security statement 40).
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NOTICE_VERSION = "2026-11"
"""Version of the notice at accounts:notice; changes whenever its meaning does."""


@dataclass(frozen=True)
class Purpose:
    """One purpose. `text` is shown beside the box; a change of meaning needs a new `version`."""

    name: str
    version: str
    title: str | Promise
    text: str | Promise


NEWS = Purpose(
    name="news",
    version="2026-11",
    title=_("News of courses and programmes"),
    text=_(
        "You may write to me about new courses and programmes. I can change this at any time in my profile."
    ),
)

TEXT_MESSAGES = Purpose(
    name="text-messages",
    version="2026-11",
    title=_("Text messages"),
    text=_(
        "You may send me text messages about the things I choose. Receiving them is free in Turkey; abroad my "
        "operator may charge me. I can change this at any time."
    ),
)

PURPOSES: tuple[Purpose, ...] = (NEWS, TEXT_MESSAGES)


def purpose_named(name: str) -> Purpose | None:
    """The purpose, or None when there is none of that name."""
    return next((purpose for purpose in PURPOSES if purpose.name == name), None)
