"""People under 18: what is asked, and what waits for a guardian. Pure; nothing here knows the database.

Turkish Civil Code Art. 11 (of age with 18) and Art. 16 (a minor acts with her guardian's consent); GDPR Art. 8 for the
publishing of her name. Only the year of birth is kept (GDPR Art. 5(1)(c): no more than is needed), so whoever turns 18
this year counts as under 18 until somebody of the programme office has seen that she is of age.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum

OF_AGE = 18
YOUNGEST, OLDEST = 12, 100
"""Ages that are believed: other years are a slip of the finger."""


class GuardianAnswer(Enum):
    """Whether she may take part now. FREE: of age, or her guardian agreed, or nobody needs to know."""

    FREE = "free"
    YEAR_NEEDED = "year_needed"
    CONSENT_NEEDED = "consent_needed"


@dataclass(frozen=True)
class GuardianFacts:
    """What is known. `today` by the server's clock in Europe/Istanbul; `agrees`: a consent in force to her taking part;
    `agrees_to_name`: it covers her name in public, too."""

    today: date
    birth_year: int | None = None
    is_seen_of_age: bool = False
    agrees: bool = False
    agrees_to_name: bool = False


def is_under_age(facts: GuardianFacts) -> bool:
    """Whether she is known to be under 18, or may be: the year in which she turns 18 counts as under 18."""
    if facts.birth_year is None or facts.is_seen_of_age:
        return False
    return facts.today.year - facts.birth_year <= OF_AGE


def decide_guardian(facts: GuardianFacts, *, is_asked: bool) -> GuardianAnswer:
    """Whether she may take part. `is_asked`: the programme takes people under 18, so it must know the year.

    Who is known to be under 18 from one programme is so in every other, and in open courses.
    """
    if facts.birth_year is None:
        return GuardianAnswer.YEAR_NEEDED if is_asked else GuardianAnswer.FREE
    if is_under_age(facts) and not facts.agrees:
        return GuardianAnswer.CONSENT_NEEDED
    return GuardianAnswer.FREE


def may_be_named_in_public(facts: GuardianFacts) -> bool:
    """Whether strangers may see her name: with a consent that says so, while she is under 18."""
    return not is_under_age(facts) or (facts.agrees and facts.agrees_to_name)


def is_believable_year(year: int, today: date) -> bool:
    """Whether somebody who takes part today can be born in this year."""
    return YOUNGEST <= today.year - year <= OLDEST
