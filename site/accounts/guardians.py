"""What is known of people's ages and their guardians' consents, for the rules in `accounts.guardianship`."""

from collections.abc import Collection
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.guardianship import GuardianAnswer, GuardianFacts, decide_guardian, may_be_named_in_public
from accounts.models import BirthYear, GuardianConsent


def guardian_facts(user_ids: Collection[int]) -> dict[int, GuardianFacts]:
    """By person; who was never asked is not in it. One query, however many."""
    agreed = GuardianConsent.objects.filter(user=OuterRef("user"), withdrawn_at=None)
    rows = BirthYear.objects.filter(user__in=user_ids).annotate(
        agrees=Exists(agreed), agrees_to_name=Exists(agreed.filter(covers_name=True))
    )
    today = timezone.localdate()
    return {
        row.user_id: GuardianFacts(
            today=today,
            birth_year=row.year,
            is_seen_of_age=row.seen_of_age_at is not None,
            agrees=row.agrees,
            agrees_to_name=row.agrees_to_name,
        )
        for row in rows
    }


def facts_of(user: Any) -> GuardianFacts:
    """What is known of one person. One query."""
    return guardian_facts([user.pk]).get(user.pk) or GuardianFacts(today=timezone.localdate())


def guardian_answer(user: Any, *, is_asked: bool = False) -> GuardianAnswer:
    """Whether she may take part now. One query."""
    return decide_guardian(facts_of(user), is_asked=is_asked)


def who_needs_consent(user_ids: Collection[int]) -> set[int]:
    """Of these people, who is under 18 and has no consent. One query."""
    return {
        pk
        for pk, facts in guardian_facts(user_ids).items()
        if decide_guardian(facts, is_asked=False) is GuardianAnswer.CONSENT_NEEDED
    }


def is_named_in_public(user_id: int) -> bool:
    """Whether strangers may see her name. One query."""
    facts = guardian_facts([user_id]).get(user_id)
    return facts is None or may_be_named_in_public(facts)


def consent_in_force(user: Any) -> GuardianConsent | None:
    """Her guardian's consent, with who noted it down. One query."""
    return GuardianConsent.objects.filter(user=user, withdrawn_at=None).select_related("recorded_by").first()
