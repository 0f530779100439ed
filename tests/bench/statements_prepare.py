"""Twenty trainees with a package open, each signed in: prints launches and cookies as JSON. With `count` as argument:
what the store holds of them."""

import json
import sys

import django

django.setup()

from django.urls import reverse

from lms.h5p.models import H5PAttempt
from lms.progress.models import ActivityCompletion
from lms.xapi.models import Launch, Statement
from tests.bench.sign_in import cookie_of
from tests.factories.accounts import UserFactory
from tests.factories.enrolments import make_enrolment
from tests.factories.h5p import make_launch, make_version, publish_package

CLIENTS = 20
TITLE = "Ölçüm paketi"


def prepare() -> dict[str, list[dict[str, str]]]:
    """Make people, enrolments and launches."""
    version = make_version(title=TITLE)
    edition = publish_package(version, counts=True, is_required=True, pass_percent=100)
    key = edition.package_activity.key
    clients = []
    for number in range(CLIENTS):
        user = UserFactory(username=f"olcum{number}")
        enrolment = make_enrolment(edition=edition, user=user)
        launch = make_launch(user=user, version=version, enrolment=enrolment, activity_key=key)
        path = reverse("lms:h5p-statements", args=[launch.uuid])
        clients.append({"path": path, "activity": f"urn:uuid:{key}", "cookie": cookie_of(user.username)})
    return {"clients": clients}


def count() -> dict[str, list[str] | int]:
    """Keys in the store, attempts and completions of the measured package."""
    launches = Launch.objects.filter(user__username__startswith="olcum")
    rows = Statement.objects.filter(launch__in=launches)
    return {
        "keys": sorted(str(key) for key in rows.values_list("key", flat=True)),
        "attempts": H5PAttempt.objects.filter(first_launch__in=launches).count(),
        "completions": ActivityCompletion.objects.filter(enrolment__launches__in=launches).count(),
    }


print(json.dumps(count() if "count" in sys.argv else prepare()))
