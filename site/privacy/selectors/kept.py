"""What an erasure would leave and what it would take, told before anybody presses."""

from dataclasses import dataclass

from accounts.models import User
from core.personal_data import Erasure, Holding
from privacy.selectors.everything import accounts_of, own_holdings, rows_of


@dataclass(frozen=True)
class Outlook:
    """Tables in which somebody has rows."""

    going: list[tuple[Holding, int]]
    staying: list[tuple[Holding, int]]


def outlook_of(person: User) -> Outlook:
    """Which of her rows would be deleted, and which would stay without her name, with how many there are."""
    accounts = accounts_of(person)
    going: list[tuple[Holding, int]] = []
    staying: list[tuple[Holding, int]] = []
    for holding in own_holdings():
        count = rows_of(holding, accounts).count()
        if count:
            (going if holding.erasure == Erasure.DELETE else staying).append((holding, count))
    return Outlook(going, staying)
