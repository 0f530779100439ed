"""After an erasure nothing of the person is anywhere, and nobody else has lost anything (security statement 42)."""

from datetime import date, timedelta

import pytest
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.access import can_manage_account
from accounts.exceptions import IdentifierNotUsable
from accounts.identifiers import read_username
from accounts.models import Role, RoleAssignment, User
from core import outbox
from core.append_only import ERASURE, MERGE, open_door
from core.models import AuditEntry, OpenDoor, OutboxMessage
from core.personal_data import Erasure, holdings
from lms.attendance.models import AttendanceRecord
from lms.certificates.models import Certificate
from lms.enrolments.models import Membership
from privacy.exceptions import ErasureNotOpen, StillHasDuties
from privacy.models import ErasedPerson, ErasureRequest, ErasureState
from privacy.selectors.everything import own_holdings
from privacy.services import ask_erasure, erase_person, reapply_erasures, take_back_erasure
from privacy.services.erasing import TIME_TO_THINK, carry_out_request
from tests.factories.accounts import UserFactory, give_role
from tests.factories.enrolments import make_membership
from tests.factories.programmes import CohortFactory
from tests.privacy.conftest import fill
from tests.privacy.whole_database import all_rows

OF_HER = ("silinecek", "marka-7731", "silgülşah", "5321112233", "532 111 22 33")


def traces(rows, words=OF_HER):
    return {key: text for key, text in rows.items() if any(word in text.casefold() for word in words)}


def test_something_of_her_is_in_every_table_that_can_hold_it(two_people):
    """Else the tests below would prove little."""
    empty = {one.model for one in own_holdings() if not one.of(two_people.her.person).exists()}
    assert empty <= {
        "account.EmailConfirmation", "socialaccount.SocialToken", "socialaccount.SocialAccount",
        "accounts.User_groups", "accounts.User_user_permissions", "wagtailadmin.EditingSession",
        "wagtailadmin.FormState", "wagtailcore.APIToken", "wagtailcore.CommentReply",
        "wagtailcore.PageSubscription", "privacy.DataCopy", "privacy.ErasureRequest", "privacy.AccountMerge",
    }  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_nothing_of_her_is_left_and_nobody_else_has_changed(two_people):
    her = two_people.her.person
    before = all_rows()
    hers = {(one.model, str(pk)) for one in own_holdings() for pk in one.of(her).values_list("pk", flat=True)}
    erased = erase_person(person=her)
    after = all_rows()
    assert traces(before)
    assert not traces(after)
    ours = {("privacy.ErasedPerson", str(erased.pk))}
    new = {key for key in after if key not in before} - ours
    assert {AuditEntry.objects.get(pk=pk).action for label, pk in new if label == "core.AuditEntry"} == {
        "privacy.erased",
        "membership.withdrawn",
    }
    changed = {key for key in before if after.get(key) != before[key]}
    about_her_rows = {
        ("core.AuditEntry", str(pk))
        for pk in AuditEntry.objects.filter(object_type="lms.certificate").values_list("pk", flat=True)
    }
    sessions = {key for key in changed if key[0] == "sessions.Session"}
    assert changed - hers - about_her_rows - sessions == set()
    assert "KALIR-2" in str(after)


def test_what_must_stay_stays_under_one_name(two_people):
    her = two_people.her
    erased = erase_person(person=her.person)
    certificate = Certificate.objects.get(pk=her.certificate.pk)
    assert certificate.holder_name == erased.pseudonym == certificate.holder.get_full_name()
    assert certificate.code == her.certificate.code
    assert AttendanceRecord.objects.filter(membership__user=her.person).count() == 1
    assert not User.objects.get(pk=her.person.pk).is_active
    for one in own_holdings():
        if one.erasure == Erasure.DELETE:
            assert not one.of(her.person).exists(), one.model


def test_files_go_after_the_transaction(two_people, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        erase_person(person=two_people.her.person)
        assert storages["private"].exists(two_people.her.path)
    assert not storages["private"].exists(two_people.her.path)
    assert storages["private"].exists(two_people.other.path)


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    first=st.text(st.characters(categories=["Lu", "Ll"]), min_size=4, max_size=12),
    mark=st.from_regex(r"[A-Z]{6}[0-9]{4}", fullmatch=True),
)
def test_whatever_she_is_called_and_wrote_is_gone(ground, first, mark):
    with transaction.atomic():
        person = UserFactory(first_name=f"{first}{mark}", last_name=mark, email=f"{mark}@ornek.test".lower())
        fill(person, ground, mark)
        other = fill(UserFactory(), ground, "KALIR-3")
        before = {key: text for key, text in all_rows().items() if "KALIR-3" in text}
        erase_person(person=person)
        after = all_rows()
        assert not traces(after, (mark.casefold(),))
        assert {key: after[key] for key in before} == before
        assert other.person.is_active
        transaction.set_rollback(True)


def test_twice_is_once(two_people):
    first = erase_person(person=two_people.her.person)
    assert erase_person(person=two_people.her.person) == first
    assert AuditEntry.objects.filter(action="privacy.erased").count() == 1


def test_it_waits_until_the_time_to_think_is_over(two_people):
    her = two_people.her.person
    asked = ask_erasure(person=her, by=her)
    assert ask_erasure(person=her, by=her) == asked
    message = OutboxMessage.objects.get(topic="privacy.erase")
    assert message.available_at >= timezone.now() + TIME_TO_THINK - timedelta(minutes=1)
    carry_out_request(request=asked)
    assert User.objects.get(pk=her.pk).is_active
    ErasureRequest.objects.update(due_at=timezone.now())
    OutboxMessage.objects.filter(pk=message.pk).update(available_at=timezone.now())
    outbox.deliver(str(message.uuid))
    assert not User.objects.get(pk=her.pk).is_active
    assert ErasureRequest.objects.get().state == ErasureState.DONE


def test_she_can_change_her_mind(two_people):
    her = two_people.her.person
    asked = ask_erasure(person=her, by=her)
    take_back_erasure(person=her, by=her)
    ErasureRequest.objects.update(due_at=timezone.now())
    carry_out_request(request=asked)
    assert User.objects.get(pk=her.pk).username == "silinecek"
    with pytest.raises(ErasureNotOpen):
        take_back_erasure(person=her, by=her)


def test_a_role_over_others_is_handed_over_first(two_people):
    with pytest.raises(StillHasDuties):
        ask_erasure(person=two_people.ground.officer, by=two_people.ground.officer)
    her = two_people.her.person
    asked = ask_erasure(person=her, by=her)
    give_role(her, Role.TRAINER)
    ErasureRequest.objects.update(due_at=timezone.now())
    carry_out_request(request=asked)
    assert User.objects.get(pk=her.pk).is_active
    assert RoleAssignment.objects.filter(user=her, role=Role.TRAINER).exists()


def test_a_restored_backup_is_erased_again(
    two_people, tmp_path, settings, django_capture_on_commit_callbacks
):
    settings.ERASURE_LEDGER = tmp_path / "erasures.jsonl"
    her = two_people.her.person
    point = transaction.savepoint()
    with django_capture_on_commit_callbacks(execute=True):
        pseudonym = erase_person(person=her).pseudonym
    transaction.savepoint_rollback(point)
    assert User.objects.get(pk=her.pk).username == "silinecek"
    assert not ErasedPerson.objects.exists()
    call_command("reapply_erasures")
    assert User.objects.get(pk=her.pk).username == pseudonym
    assert not traces(all_rows())
    assert reapply_erasures() == 0


@pytest.mark.parametrize("holding", [one for one in holdings if one.needs_door], ids=lambda one: one.model)
def test_append_only_tables_change_through_their_door_alone(two_people, holding):
    rows = holding.of(two_people.her.person)
    values = holding.values_after("#X")
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(**values)
    with pytest.raises(IntegrityError), open_door(MERGE):
        rows.update(**values)
    with pytest.raises(IntegrityError), open_door(ERASURE):
        rows.delete()
    with open_door(ERASURE):
        assert rows.update(**values)
    assert not OpenDoor.objects.exists()


def test_other_columns_have_no_door(two_people):
    with pytest.raises(IntegrityError), open_door(ERASURE):
        Certificate.objects.update(code="baska")
    with pytest.raises(IntegrityError), open_door(ERASURE):
        Certificate.objects.update(holder=two_people.other.person)


def test_the_door_shuts_when_the_work_fails(two_people):
    with pytest.raises(RuntimeError), open_door(ERASURE):
        raise RuntimeError
    assert not OpenDoor.objects.exists()


def test_her_place_in_a_running_group_is_free_and_one_that_is_over_stays_counted(two_people):
    her = two_people.her
    over = make_membership(
        CohortFactory(starts_on=date(2024, 1, 1), ends_on=date(2024, 3, 1)), user=her.person
    )
    erase_person(person=her.person)
    assert Membership.objects.get(pk=her.membership.pk).state == "withdrawn"
    assert Membership.objects.get(pk=over.pk).state == "active"


def test_an_erased_account_cannot_be_opened_again(two_people):
    her, administrator = two_people.her.person, UserFactory(is_superuser=True)
    assert can_manage_account(administrator, her)
    erase_person(person=her)
    her.refresh_from_db()
    assert not can_manage_account(administrator, her)
    with pytest.raises(IdentifierNotUsable):
        read_username(her.username)
