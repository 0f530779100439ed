"""The dry run of a list of people: what would become of each row. Reads only, in as many queries for 500 as for one."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from accounts.access import staff_people
from accounts.exceptions import IdentifierNotUsable
from accounts.guardians import guardian_facts
from accounts.guardianship import GuardianAnswer, GuardianFacts, decide_guardian, is_believable_year
from accounts.identifiers import Identifier, read_email, read_phone, read_username
from accounts.models import User
from accounts.usernames import propose_usernames
from core import turkish
from lms.enrolments.models import Membership, MembershipState
from lms.enrolments.rules.people_list import ListedPerson
from lms.enrolments.selectors.reading import places_taken
from lms.programmes.models import Cohort

NAME_LENGTH = 100


class State:
    """What becomes of a row."""

    NEW, KNOWN, MEMBER, WRONG = "new", "known", "member", "wrong"


class Problem:
    """Why a row cannot be added, beside what `accounts.identifiers.Problem` says of its identifiers."""

    NAME_MISSING, NAME_TOO_LONG = "name_missing", "name_too_long"
    TWICE, SAME_NAME = "twice", "same_name"
    YEAR_MISSING, YEAR_WRONG = "year_missing", "year_wrong"
    TWO_PEOPLE, USERNAME_TAKEN, NOT_HERE, NO_PLACE = "two_people", "username_taken", "not_here", "no_place"


@dataclass(frozen=True)
class CheckedRow:
    """One row. `column` and `problem` say what is wrong; `other` is the line it clashes with; `username` what a new
    person would be called. `waits`: she is under 18, and her guardian's consent comes first; `has_told_year`: the year is known from before and stays. `user` is whom the row means: for the service, never for a screen."""

    person: ListedPerson
    state: str = State.NEW
    username: str = ""
    column: str = ""
    problem: str = ""
    other: int = 0
    user: Any = field(default=None, repr=False)
    waits: bool = False
    has_told_year: bool = False
    keys: dict[str, str] = field(default_factory=dict, repr=False)

    def wrong(self, column: str, problem: str, other: int = 0) -> "CheckedRow":
        """The same row, refused."""
        return replace(self, state=State.WRONG, column=column, problem=problem, other=other, user=None)


@dataclass(frozen=True)
class CheckedList:
    """All rows, in their order, and how many places the group has left."""

    rows: list[CheckedRow]
    places: int

    @property
    def counts(self) -> Counter[str]:
        """How many rows are in each state."""
        return Counter(row.state for row in self.rows)

    @property
    def can_be_added(self) -> bool:
        """Whether a press adds them all: nothing is wrong, and there is somebody to add."""
        counts = self.counts
        return not counts[State.WRONG] and bool(counts[State.NEW] or counts[State.KNOWN])


def check_people(cohort: Cohort, people: Sequence[ListedPerson]) -> CheckedList:
    """What adding these people to the group would do."""
    rows = [_read(person) for person in people]
    rows = _without_doubles(rows)
    rows = _with_accounts(cohort, rows)
    if cohort.programme.asks_birth_year:
        rows = _with_years(rows)
    places = max(cohort.capacity - places_taken(cohort), 0)
    return CheckedList(_within(places, _with_usernames(rows)), places)


def _read(person: ListedPerson) -> CheckedRow:
    row = CheckedRow(person)
    for name in ("first_name", "last_name"):
        text = getattr(person, name)
        if not text or len(text) > NAME_LENGTH:
            return row.wrong(name, Problem.NAME_TOO_LONG if text else Problem.NAME_MISSING)
    for name, read in (("phone", read_phone), ("email", read_email), ("username", read_username)):
        text = getattr(person, name)
        if text:
            try:
                identifier: Identifier = read(text)
            except IdentifierNotUsable as problem:
                return row.wrong(name, problem.reason)
            row.keys[name] = identifier.key
    return row


def name_key(person: ListedPerson) -> str:
    """As people's names are compared (User.name_key)."""
    return turkish.fold(f"{person.first_name} {person.last_name}")


def _without_doubles(rows: list[CheckedRow]) -> list[CheckedRow]:
    """The first of two alike rows counts. Two women of one name need something that tells them apart."""
    seen: dict[tuple[str, str], int] = {}
    kept = []
    for row in rows:
        marks = list(row.keys.items()) or [("first_name", name_key(row.person))]
        if row.state != State.WRONG:
            for mark in marks:
                if other := seen.get(mark):
                    problem = Problem.TWICE if row.keys else Problem.SAME_NAME
                    row = row.wrong(mark[0], problem, other)
                    break
            for mark in marks:
                seen.setdefault(mark, row.person.line)
        kept.append(row)
    return kept


def _with_accounts(cohort: Cohort, rows: list[CheckedRow]) -> list[CheckedRow]:
    """Find who has an account. What is said of her is that she will be added, or cannot be added: nothing else."""
    wanted: dict[str, set[str]] = {"phone": set(), "email": set(), "username": set()}
    for row in rows:
        for name, key in row.keys.items():
            wanted[name].add(key)
    found = User.objects.filter(
        Q(phone_key__in=wanted["phone"])
        | Q(email_key__in=wanted["email"])
        | Q(username_key__in=wanted["username"])
    )
    by_key = {
        (name, getattr(user, f"{name}_key")): user
        for user in found
        for name in wanted
        if getattr(user, f"{name}_key")
    }
    ids = {user.pk for user in by_key.values()}
    barred = set(staff_people().filter(pk__in=ids).values_list("pk", flat=True))
    barred |= set(
        Membership.objects.filter(
            user__in=ids, state=MembershipState.ACTIVE, cohort__programme=cohort.programme_id
        )
        .exclude(cohort__track=cohort.track_id)
        .values_list("user", flat=True)
    )
    members: dict[int, str] = {}
    names: set[str] = set()
    for pk, key in Membership.objects.filter(cohort=cohort, state=MembershipState.ACTIVE).values_list(
        "user", "user__name_key"
    ):
        members[pk] = key
        names.add(key)
    meant: dict[int, int] = {}
    return [_meet(row, by_key, barred, members, names, meant) for row in rows]


def _meet(
    row: CheckedRow,
    by_key: dict[tuple[str, str], User],
    barred: set[int],
    members: dict[int, str],
    names: set[str],
    meant: dict[int, int],
) -> CheckedRow:
    if row.state == State.WRONG:
        return row
    if not row.keys:
        return replace(row, state=State.MEMBER) if name_key(row.person) in names else row
    people = {name: by_key[name, key] for name, key in row.keys.items() if (name, key) in by_key}
    own = {name: user for name, user in people.items() if name != "username"}
    if not own and "username" in people:
        user = people["username"]
        if members.get(user.pk) == name_key(row.person):
            return replace(row, state=State.MEMBER, user=user)
        return row.wrong("username", Problem.USERNAME_TAKEN)
    if not own:
        return row
    if len({user.pk for user in own.values()}) > 1:
        return row.wrong("email", Problem.TWO_PEOPLE)
    column, user = next(iter(own.items()))
    if user.pk in meant:
        return row.wrong(column, Problem.TWICE, meant[user.pk])
    meant[user.pk] = row.person.line
    if user.pk in members:
        return replace(row, state=State.MEMBER, user=user)
    if user.pk in barred or not user.is_active:
        return row.wrong(column, Problem.NOT_HERE)
    return replace(row, state=State.KNOWN, user=user)


def _with_years(rows: list[CheckedRow]) -> list[CheckedRow]:
    """Where the programme takes people under 18: whoever is added needs a year of birth, here or told before."""
    today = timezone.localdate()
    known = guardian_facts([row.user.pk for row in rows if row.state == State.KNOWN])
    return [
        _with_year(row, known.get(row.user.pk) if row.user else None, today)
        if row.state in (State.NEW, State.KNOWN)
        else row
        for row in rows
    ]


def _with_year(row: CheckedRow, told: GuardianFacts | None, today: date) -> CheckedRow:
    facts = told
    if facts is None:
        text = row.person.birth_year
        if not text:
            return row.wrong("birth_year", Problem.YEAR_MISSING)
        if not text.isdecimal() or not is_believable_year(int(text), today):
            return row.wrong("birth_year", Problem.YEAR_WRONG)
        facts = GuardianFacts(today=today, birth_year=int(text))
    answer = decide_guardian(facts, is_asked=True)
    return replace(row, waits=answer is GuardianAnswer.CONSENT_NEEDED, has_told_year=told is not None)


def _with_usernames(rows: list[CheckedRow]) -> list[CheckedRow]:
    """Everybody new gets a user name, also with an e-mail address: it is what she can say aloud."""
    given = {row.keys["username"] for row in rows if "username" in row.keys}
    nameless = [row for row in rows if row.state == State.NEW and not row.person.username]
    proposed = iter(
        propose_usernames([(row.person.first_name, row.person.last_name) for row in nameless], besides=given)
    )
    return [
        replace(row, username=row.person.username or next(proposed)) if row.state == State.NEW else row
        for row in rows
    ]


def _within(places: int, rows: list[CheckedRow]) -> list[CheckedRow]:
    """Refuse whoever comes when the places have gone."""
    kept = []
    for row in rows:
        if row.state in (State.NEW, State.KNOWN) and not row.waits:
            places -= 1
            if places < 0:
                row = row.wrong("", Problem.NO_PLACE)
        kept.append(row)
    return kept
