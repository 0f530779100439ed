"""Two accounts of one person become one, nothing is lost, nobody else changes, and it can be undone."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Role, User
from core.models import AuditEntry
from lms.certificates.models import Certificate
from lms.enrolments.models import Enrolment, Membership
from lms.quizzes.models import Attempt
from privacy.exceptions import MergeRefused, StillHasDuties, UndoNotPossible
from privacy.models import AccountMerge
from privacy.selectors.everything import machine_readable
from privacy.selectors.merging import rows_to_move
from privacy.services import erase_person, merge_accounts, undo_merge
from tests.factories.accounts import UserFactory, give_role
from tests.factories.courses import make_course, make_edition_row
from tests.factories.enrolments import make_enrolment, make_membership
from tests.factories.programmes import CohortFactory
from tests.privacy.conftest import fill
from tests.privacy.whole_database import all_rows

NOT_GIVEN_BACK = {"core.AuditEntry", "privacy.AccountMerge", "accounts.SignInCard", "sessions.Session"}
"""What a merge leaves for good: that it was made, cards taken back, sessions ended."""
ENDED = {"usersessions.UserSession"}


@pytest.fixture
def pair(ground):
    """Her account with nothing but a phone number, and a second one with everything."""
    kept = UserFactory(username=None, email=None, phone="0532 700 70 70", first_name="İrem")
    second = fill(
        UserFactory(username="irem2", email="irem@ornek.test", phone="0532 800 80 80", first_name="İrem"),
        ground,
        "İKİNCİ",
    )
    return kept, second


def merge(kept, closed, ground, reason="Aynı kişi"):
    return merge_accounts(kept=kept, closed=closed, by=ground.officer, reason=reason)


def test_everything_moves_and_she_signs_in_as_before(ground, pair):
    kept, second = pair
    merge(kept, second.person, ground)
    kept.refresh_from_db()
    assert (kept.username, kept.email, kept.phone) == ("irem2", "irem@ornek.test", "0532 700 70 70")
    assert User.objects.find_by_identifier("IREM@ornek.test") == kept
    assert Membership.objects.get(pk=second.membership.pk).user == kept
    assert Enrolment.objects.get(pk=second.enrolment.pk).user == kept
    assert Attempt.objects.filter(enrolment__user=kept).count() == 1
    assert Certificate.objects.get(pk=second.certificate.pk).holder == kept
    assert kept.emailaddress_set.count() == 2
    closed = User.objects.get(pk=second.person.pk)
    assert (closed.is_active, closed.email, closed.phone) == (False, None, None)
    assert not closed.sign_in_cards.open().exists()
    entries = AuditEntry.objects.filter(action="privacy.accounts_merged")
    assert {entry.object_id for entry in entries} == {str(kept.pk), str(closed.pk)}
    assert {entry.reason for entry in entries} == {"Aynı kişi"}


def test_two_places_in_the_same_group_stay_apart_and_are_in_her_copy(ground, pair):
    kept, second = pair
    mine = make_membership(ground.cohort, user=kept)
    course = make_enrolment(edition=ground.edition, membership=mine)
    parts = {part.holding.model: part for part in rows_to_move(kept, second.person)}
    assert parts["lms.Membership"].staying == [second.membership.pk]
    assert parts["lms.Enrolment"].staying == [second.enrolment.pk]
    merge(kept, second.person, ground)
    assert Enrolment.objects.get(pk=course.pk).user == kept
    assert Enrolment.objects.get(pk=second.enrolment.pk).user == second.person
    assert Certificate.objects.get(pk=second.certificate.pk).holder == kept
    tables = machine_readable(kept)["tables"]
    assert {row["id"] for row in tables["lms.Enrolment"]["rows"]} == {course.pk, second.enrolment.pk}


def test_the_same_course_in_two_groups_or_outside_groups(ground, pair):
    kept, second = pair
    elsewhere = make_enrolment(edition=ground.edition, membership=make_membership(CohortFactory(), user=kept))
    open_course = make_edition_row(make_course(title="Açık"))
    mine = make_enrolment(edition=open_course, user=kept)
    theirs = make_enrolment(edition=open_course, user=second.person)
    merge(kept, second.person, ground)
    assert set(Enrolment.objects.filter(user=kept)) == {elsewhere, mine, second.enrolment}
    assert Enrolment.objects.get(pk=theirs.pk).user == second.person


def test_undoing_gives_everything_back(ground, pair):
    kept, second = pair
    before = all_rows()
    made = merge(kept, second.person, ground)
    undo_merge(merge=made, by=ground.officer, reason="Yanlış kişi")
    after = all_rows()
    changed = {
        key for key in before.keys() | after.keys()
        if before.get(key) != after.get(key) and key[0] not in NOT_GIVEN_BACK | ENDED
    }  # fmt: skip
    assert changed == set()
    assert User.objects.find_by_identifier("irem2") == second.person
    with pytest.raises(UndoNotPossible):
        undo_merge(merge=made, by=ground.officer, reason="Bir daha")


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    names=st.sampled_from([(True, True), (True, False), (False, True)]),
    shares_group=st.booleans(),
    shares_role=st.booleans(),
)
def test_nobody_else_changes_and_undo_restores(ground, names, shares_group, shares_role):
    with transaction.atomic():
        has_name, has_address = names
        kept = UserFactory(
            username="birinci" if has_name else None, email="birinci@ornek.test" if has_address else None
        )
        closed = fill(UserFactory(username="ikinci", email="ikinci@ornek.test"), ground, "X")
        neighbour = fill(UserFactory(username="komsu"), ground, "KOMŞU")
        if shares_group:
            make_enrolment(edition=ground.edition, membership=make_membership(ground.cohort, user=kept))
        if shares_role:
            give_role(kept, Role.FIRM_CONTACT, kind="firm", identifier=closed.person.pk)
        before = all_rows()
        made = merge(kept, closed.person, ground)
        mine = {"accounts.User": {str(kept.pk), str(closed.person.pk)}}
        for label, ids in made.moved.items():
            mine.setdefault(label, set()).update(map(str, ids))
        mine["account.EmailAddress"] = {str(one["pk"]) for one in made.before["addresses"]}
        middle = all_rows()
        touched = {key for key in before if middle.get(key) != before[key]}
        assert {
            key for key in touched if key[1] not in mine.get(key[0], set())
            and key[0] not in NOT_GIVEN_BACK | ENDED
        } == set()  # fmt: skip
        assert before.keys() - middle.keys() <= {
            key for key in before if key[0] in ENDED | {"sessions.Session"}
        }
        assert Enrolment.objects.filter(user=neighbour.person).count() == 1
        undo_merge(merge=made, by=ground.officer, reason="")
        after = all_rows()
        assert {
            key for key in before if before[key] != after.get(key) and key[0] not in NOT_GIVEN_BACK | ENDED
        } == set()
        transaction.set_rollback(True)


def test_what_came_about_since_in_a_place_that_goes_back_goes_with_it(ground, pair):
    kept, second = pair
    made = merge(kept, second.person, ground)
    newer = make_enrolment(
        edition=make_edition_row(make_course()),
        user=kept,
        membership=Membership.objects.get(pk=second.membership.pk),
    )
    undo_merge(merge=made, by=ground.officer, reason="")
    assert Enrolment.objects.get(pk=newer.pk).user == second.person


def test_an_address_given_to_somebody_else_meanwhile(ground, pair):
    kept, second = pair
    made = merge(kept, second.person, ground)
    kept.refresh_from_db()
    kept.username = "baska"
    kept.save()
    UserFactory(username="irem2")
    with pytest.raises(UndoNotPossible):
        undo_merge(merge=made, by=ground.officer, reason="")
    assert Membership.objects.get(pk=second.membership.pk).user == kept
    assert AccountMerge.objects.get().undone_at is None


def test_after_thirty_days_it_stands(ground, pair):
    kept, second = pair
    made = merge(kept, second.person, ground)
    AccountMerge.objects.update(made_at=timezone.now() - timedelta(days=31))
    with pytest.raises(UndoNotPossible):
        undo_merge(merge=made, by=ground.officer, reason="")


def test_what_cannot_be_made_one(ground, pair):
    kept, second = pair
    with pytest.raises(MergeRefused):
        merge(kept, kept, ground)
    with pytest.raises(StillHasDuties):
        merge(kept, UserFactory(is_superuser=True), ground)
    merge(kept, second.person, ground)
    with pytest.raises(MergeRefused):
        merge(UserFactory(), second.person, ground)


def test_erasing_her_erases_both_accounts(ground, pair):
    kept, second = pair
    merge(kept, second.person, ground)
    kept.refresh_from_db()
    erase_person(person=kept)
    rows = {
        key: text
        for key, text in all_rows().items()
        if "irem" in text.casefold() or "ikinci" in text.casefold()
    }
    assert {key: text for key, text in rows.items() if "irem2" in text or "İKİNCİ" in text} == {}
