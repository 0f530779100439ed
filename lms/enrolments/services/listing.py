"""Put a list of people into a group: all of them or nobody."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.exceptions import IdentifierNotUsable, IdentifierTaken
from accounts.services import create_person, tell_birth_year
from core.audit import record
from lms.enrolments.exceptions import JoiningRefused, ListNotClean
from lms.enrolments.models import ATTACHED, LISTED, PeopleAddition
from lms.enrolments.rules.people_list import ListedPerson
from lms.enrolments.selectors.people_list import CheckedList, CheckedRow, State, check_people
from lms.enrolments.services.joining import join_cohort
from lms.programmes.models import Cohort


def add_listed_people(
    *, cohort: Cohort, people: Sequence[ListedPerson], language: str, key: UUID, by: Any
) -> PeopleAddition:
    """Make accounts for who has none, and put everybody into the group. Who is in it already stays as she is.

    The same `key` twice is one addition. The list is checked again while the group is locked: when any row is wrong by
    now, nothing is written. New accounts have no password; a sign-in card opens them.
    Raises ListNotClean, and ValueError when the key belongs to another group or person.
    """
    try:
        with transaction.atomic():
            locked = (
                Cohort.objects.select_for_update(of=("self",)).select_related("programme").get(pk=cohort.pk)
            )
            if done := _done_before(key, locked, by):
                return done
            checked = check_people(locked, people)
            if not checked.can_be_added:
                raise ListNotClean(checked)
            return _write(locked, checked, language, key, by)
    except IntegrityError:
        # Two presses at once: the key's row decides who was first.
        if done := _done_before(key, cohort, by):
            return done
        raise
    except (IdentifierTaken, IdentifierNotUsable, JoiningRefused):
        # Somebody took a name or changed her group between the check and the writing.
        raise ListNotClean(check_people(cohort, people)) from None


def _done_before(key: UUID, cohort: Cohort, by: Any) -> PeopleAddition | None:
    done = PeopleAddition.objects.filter(key=key).first()
    if done is not None and (done.cohort_id, done.made_by_id) != (cohort.pk, by.pk):
        raise ValueError("The key of another addition")
    return done


def _write(cohort: Cohort, checked: CheckedList, language: str, key: UUID, by: Any) -> PeopleAddition:
    counts = checked.counts
    addition = PeopleAddition.objects.create(
        key=key, cohort=cohort, made_by=by, new=counts[State.NEW], known=counts[State.KNOWN]
    )
    for row in checked.rows:
        if row.state not in (State.NEW, State.KNOWN):
            continue
        is_new = row.state == State.NEW
        user = _make(row, language, by) if is_new else row.user
        if cohort.programme.asks_birth_year and row.person.birth_year and not row.has_told_year:
            tell_birth_year(user=user, year=int(row.person.birth_year), by=by)
        membership = join_cohort(user=user, cohort=cohort, source=LISTED if is_new else ATTACHED, by=by)
        membership.addition = addition
        membership.save(update_fields=["addition"])
    record(
        action="cohort.people_added",
        actor=by,
        about=cohort,
        data={"key": str(key), "new": addition.new, "known": addition.known},
    )
    return addition


def _make(row: CheckedRow, language: str, by: Any) -> Any:
    person = row.person
    return create_person(
        first_name=person.first_name,
        last_name=person.last_name,
        username=row.username,
        email=person.email,
        phone=person.phone,
        language=language,
        by=by,
    )
