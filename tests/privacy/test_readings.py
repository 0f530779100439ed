"""Whoever looks at somebody's data or takes it out is written down, for her to read."""

import pytest
from django.urls import reverse

from accounts.models import Role
from core.audit import action_labels
from core.models import AuditEntry
from tests.factories.accounts import UserFactory, give_role, sign_in_fresh
from tests.factories.organisations import FirmFactory


@pytest.fixture
def readers(two_people):
    """By act: who does it, and where."""
    ground, her = two_people.ground, two_people.her
    firm = FirmFactory()
    her.membership.firm = firm
    her.membership.save()
    trainer, mentor = UserFactory(first_name="Eğitici"), UserFactory(first_name="Mentör")
    give_role(trainer, Role.TRAINER, kind="cohort", identifier=ground.cohort.pk)
    give_role(mentor, Role.MENTOR, kind="firm", identifier=firm.pk)
    course, activity = ground.edition.course_key, ground.edition.quiz_activity.key
    attempt = her.enrolment.attempts.get()
    return {
        "accounts.person_seen": (ground.officer, reverse("people:person-detail", args=[her.person.uuid])),
        "lms.member_seen": (ground.officer, reverse("lms:membership-detail", args=[her.membership.uuid])),
        "lms.progress_seen": (mentor, reverse("lms:mentor-home")),
        "lms.progress_exported": (trainer, reverse("lms:cohort-export-csv", args=[ground.cohort.uuid])),
        "lms.results_exported": (trainer, reverse("lms:quiz-results-export", args=[course, activity])),
        "lms.answers_seen": (trainer, reverse("lms:attempt-detail", args=[attempt.uuid])),
    }


@pytest.mark.parametrize(
    "action",
    [
        "accounts.person_seen", "lms.member_seen", "lms.progress_seen", "lms.progress_exported",
        "lms.results_exported", "lms.answers_seen",
    ],
)  # fmt: skip
def test_a_reading_is_written_down_and_she_can_read_it(client, two_people, readers, action):
    reader, address = readers[action]
    sign_in_fresh(client, reader)
    assert client.get(address).status_code == 200
    entry = AuditEntry.objects.get(action=action, object_id=str(two_people.her.person.pk))
    assert entry.actor == reader
    sign_in_fresh(client, two_people.her.person)
    page = client.get("/my-data/log/").content.decode()
    assert str(action_labels[action]) in page and reader.get_full_name() in page


def test_reading_ones_own_is_not_written_down(client, two_people):
    her = two_people.her
    sign_in_fresh(client, her.person)
    client.get(reverse("lms:attempt-detail", args=[her.enrolment.attempts.get().uuid]))
    assert not AuditEntry.objects.filter(action="lms.answers_seen").exists()
