"""A launch begins when a person opens a package, and is asked about with every request that hangs on it.

The token is for the frame, which has no session: it opens the player and the package's content files, and nothing else.
What the page around the frame sends comes with the person's own session and names the launch by its uuid.
"""

import hashlib
import secrets
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from lms.enrolments.models import Enrolment, EnrolmentState
from lms.xapi.exceptions import LaunchOver
from lms.xapi.models import Launch

TOKEN_BYTES = 32
"""256 random bits (security statement 37 asks for 128)."""


def start_launch(
    *,
    user: Any,
    kind: str,
    version_key: UUID,
    enrolment: Enrolment | None = None,
    activity_key: UUID | None = None,
    registration: UUID | None = None,
    hours: int = 12,
) -> tuple[Launch, str]:
    """Begin a launch; returns it and its token, of which only the digest is stored. Who may: the caller has asked.

    registration: of the attempt that goes on; None begins a new one.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    launch = Launch.objects.create(
        user=user,
        kind=kind,
        version_key=version_key,
        enrolment=enrolment,
        activity_key=activity_key,
        registration=registration or uuid4(),
        token_digest=digest_of(token),
        expires_at=timezone.now() + timedelta(hours=hours),
    )
    return launch, token


def launch_of_token(token: str) -> Launch:
    """The launch that a token opens. One query.

    Raises Launch.DoesNotExist for a token that never was one, LaunchOver for one that is not valid any more.
    """
    launch = _launches().get(token_digest=digest_of(token))
    if not _is_open(launch):
        raise LaunchOver
    return launch


def launch_for(*, uuid: UUID, user: Any) -> Launch | None:
    """This person's own launch. None when there is no such launch or it is somebody else's. One query.

    Raises LaunchOver when it is hers and not valid any more.
    """
    launch = _launches().filter(uuid=uuid, user=user).first()
    if launch is not None and not _is_open(launch):
        raise LaunchOver
    return launch


def end_launches(*, user: Any) -> int:
    """End every open launch of a person: she signs out. Returns how many."""
    now = timezone.now()
    return Launch.objects.filter(user=user, ended_at=None, expires_at__gt=now).update(ended_at=now)


def place_of(launch: Launch) -> UUID:
    """What her state hangs on: the activity in the course, else the package's version itself."""
    return launch.activity_key or launch.version_key


def activity_id(launch: Launch) -> str:
    """The id of the xAPI activity that the launch is for, an IRI (xAPI 1.0.3, 4.1.4.1); its parts begin with the same."""
    return f"urn:uuid:{place_of(launch)}"


def digest_of(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _launches() -> Any:
    return Launch.objects.select_related("user", "enrolment")


def _is_open(launch: Launch) -> bool:
    """Valid by its own dates, by its person's account and by the enrolment, each as it stands now (security statement 9)."""
    enrolment = launch.enrolment
    return (
        launch.ended_at is None
        and launch.expires_at > timezone.now()
        and launch.user.is_active
        and (
            enrolment is None
            or (enrolment.user_id == launch.user_id and enrolment.state == EnrolmentState.ACTIVE)
        )
    )
