"""The demo's sign-ins: one a role, with the second code of staff shown on a page of the laptop."""

import base64
import hashlib
import uuid
from dataclasses import dataclass

from demo.keys import key_uuid
from demo.load_paths import PEOPLE_FILE
from demo.loading.passwords import PASSWORD
from demo.reading.files import read_yaml

_ORDER = ["trainee", "trainer", "firm-contact", "programme-officer", "editor", "mentor", "administrator"]
STAFF = frozenset({"trainer", "programme-officer", "editor", "administrator"})


@dataclass(frozen=True)
class DemoSignIn:
    """What one types to be somebody; `code_page` is where staff find the second code."""

    role: str
    identifier: str
    password: str
    code_page: str
    person_uuid: uuid.UUID


def totp_secret(person: uuid.UUID) -> str:
    """A fixed base32 secret of a demo person, so that her code can be shown. Only demo people have such a one."""
    return base64.b32encode(hashlib.sha256(f"imece-demo-{person}".encode()).digest()[:20]).decode()


def demo_signins() -> list[DemoSignIn]:
    """One sign-in a role, in the order in which people try them."""
    found: dict[str, DemoSignIn] = {}
    for entry in read_yaml(PEOPLE_FILE)["people"]:
        if not entry.get("demo_sign_in"):
            continue
        role = entry["roles"][0]["role"]
        found.setdefault(
            role,
            DemoSignIn(
                role=role.replace("-", " "),
                identifier=entry.get("username") or entry.get("email") or entry["phone"],
                password=PASSWORD,
                code_page="/demo/codes/" if role in STAFF else "",
                person_uuid=key_uuid("person", entry["key"]),
            ),
        )
    return [found[role] for role in _ORDER if role in found]
