"""What says in an address who writes which content: signed by us, for one person and one copy, for a working day.

It is no row: the service's workbench holds the copy, and nothing there is the only one.
"""

import uuid
from dataclasses import dataclass

from django.core import signing

_SALT = "lms.h5p.authoring"
SECONDS = 12 * 3600


@dataclass(frozen=True)
class Permit:
    """person: primary key. package, number: what is changed, and the version she began with; None, 0 for a new one.

    content: the copy in the service; empty until a new one is first saved.
    """

    person: int
    package: uuid.UUID | None = None
    number: int = 0
    content: str = ""

    def token(self) -> str:
        """As part of an address."""
        package = self.package.hex if self.package else ""
        return signing.dumps([self.person, package, self.number, self.content], salt=_SALT)


def open_permit(token: str) -> Permit | None:
    """What a token permits; None when it is not ours, or over."""
    try:
        person, package, number, content = signing.loads(token, salt=_SALT, max_age=SECONDS)
    except signing.BadSignature:
        return None
    return Permit(person, uuid.UUID(package) if package else None, number, content)
