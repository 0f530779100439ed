"""Whom an organisation's answer lets in: pure rules (OpenID Connect Core 1.0; the rules on addresses are ours)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Decision(StrEnum):
    """CONNECT: the account that has the address here. CREATE: a new one. Everything else says why nobody is let in."""

    CONNECT = "connect"
    CREATE = "create"
    MISMATCH = "mismatch"
    NO_ADDRESS = "no_address"
    NOT_CONFIRMED_THERE = "not_confirmed_there"
    FOREIGN_DOMAIN = "foreign_domain"
    NOT_CONFIRMED_HERE = "not_confirmed_here"
    CLOSED = "closed"
    NOBODY_NEW = "nobody_new"


@dataclass(frozen=True)
class Rules:
    """What an organisation is trusted with.

    domains: addresses below these are its own, so its word is enough; with none, it must say that it confirmed the
    address, and any will do. admits_new: whether somebody without an account here gets one.
    """

    domains: tuple[str, ...] = ()
    admits_new: bool = True


@dataclass(frozen=True)
class Known:
    """The account here that has the address; `is_confirmed`: its owner has proved that the address is hers."""

    is_confirmed: bool
    is_active: bool


def claims_of(answer: dict[str, Any]) -> dict[str, Any] | None:
    """What the organisation says of the person; None when its two documents speak of different people.

    Core 5.3.2: the `sub` of the UserInfo answer must be that of the ID token, else it must not be used.
    """
    token, info = answer.get("id_token") or {}, answer.get("userinfo") or {}
    subjects = {str(part["sub"]) for part in (token, info) if part.get("sub")}
    if len(subjects) != 1:
        return None
    return {**token, **info}


def decide(claims: dict[str, Any] | None, rules: Rules, known: Known | None) -> Decision:
    """What to do with somebody whom the organisation sends for the first time."""
    if claims is None:
        return Decision.MISMATCH
    address = claims.get("email")
    if not isinstance(address, str) or "@" not in address:
        return Decision.NO_ADDRESS
    if rules.domains:
        if address.rpartition("@")[2].lower() not in rules.domains:
            return Decision.FOREIGN_DOMAIN
    elif claims.get("email_verified") is not True:
        return Decision.NOT_CONFIRMED_THERE
    if known is None:
        return Decision.CREATE if rules.admits_new else Decision.NOBODY_NEW
    if not known.is_active:
        return Decision.CLOSED
    # Who made an account with somebody else's address must not get its owner's records by waiting for her.
    return Decision.CONNECT if known.is_confirmed else Decision.NOT_CONFIRMED_HERE
