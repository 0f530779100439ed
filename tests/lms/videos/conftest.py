"""A course with a video of 100 seconds, and a trainee who takes it."""

import json
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories.accounts import UserFactory
from tests.factories.enrolments import make_enrolment
from tests.factories.videos import publish_video


@pytest.fixture
def watched(db):
    edition = publish_video(is_required=True)
    user = UserFactory(first_name="Zeynep", last_name="Kaya")
    return SimpleNamespace(
        edition=edition,
        activity=edition.video,
        user=user,
        enrolment=make_enrolment(edition=edition, user=user),
    )


class Player:
    """What the page's script does, by hand: open, report."""

    def __init__(self, client, edition):
        self.client = client
        self.place = [edition.course_key, edition.video.key]
        self.token = ""

    def open(self):
        answer = self.client.post(
            reverse("lms:video-open", args=self.place), "{}", content_type="application/json"
        )
        if answer.status_code == 200:
            self.token = answer.json()["token"]
        return answer

    def report(self, *parts, place=None, **values):
        body = {
            "token": self.token,
            "key": str(uuid4()),
            "parts": [list(part) for part in parts],
            "position": parts[-1][1] if parts else 0,
            "sequence": int(timezone.now().timestamp() * 1000),
        } | values
        return self.send(json.dumps(body), place=place)

    def send(self, body, *, place=None):
        address = reverse("lms:video-report", args=place or self.place)
        return self.client.post(address, body, content_type="application/json")


@pytest.fixture
def player(client, watched):
    """Hers."""
    client.force_login(watched.user)
    return Player(client, watched.edition)
