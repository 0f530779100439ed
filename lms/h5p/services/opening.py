"""What a token opens. Two kinds: of a launch (a person, recorded) and of a page (whoever reads it, nothing recorded)."""

from dataclasses import dataclass
from uuid import UUID

from django.core import signing

from lms.h5p.models import H5PVersion
from lms.xapi.exceptions import LaunchOver
from lms.xapi.models import Launch
from lms.xapi.services import launch_of_token

_SALT = "lms.h5p.page"
PAGE_TOKEN_HOURS = 24
"""A page that is open longer loads itself anew. More than a public page may be kept in caches."""


@dataclass(frozen=True)
class Opened:
    """A version that may be played with this token; `launch` where a person's work is recorded."""

    version_key: UUID
    launch: Launch | None = None


def page_token(version_key: UUID) -> str:
    """A token that lets readers of a page play a version for a day. Signed, not stored: a visitor has no session.

    Whoever puts it on a page has made sure that the reader may see the page.
    """
    return signing.dumps(version_key.hex, salt=_SALT)


def open_token(token: str) -> Opened:
    """What a token opens, as things stand now. No query for a page's, one for a launch's.

    Raises Launch.DoesNotExist for a forged one, LaunchOver for one that was valid.
    """
    if ":" in token:
        try:
            key = signing.loads(token, salt=_SALT, max_age=PAGE_TOKEN_HOURS * 3600)
        except signing.SignatureExpired as error:
            raise LaunchOver from error
        except signing.BadSignature as error:
            raise Launch.DoesNotExist from error
        return Opened(UUID(key))
    launch = launch_of_token(token)
    return Opened(launch.version_key, launch)


def version_of(opened: Opened) -> H5PVersion:
    """The version to play. One query. Raises H5PVersion.DoesNotExist when it was deleted."""
    return H5PVersion.objects.select_related("main_library").get(uuid=opened.version_key)
