"""What can be wrong with an identifier or a role."""


class IdentifierTaken(Exception):
    """Somebody has this identifier already. `kind`: "username", "email" or "phone"."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class IdentifierNotUsable(Exception):
    """The text cannot be an identifier of this kind. `reason` is one of those in `accounts.identifiers.Problem`."""

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(f"{kind}: {reason}")
        self.kind = kind
        self.reason = reason


class LastIdentifier(Exception):
    """A person keeps at least one way to sign in."""


class UnknownScope(Exception):
    """No app has registered this kind of scope."""


class CardRefused(Exception):
    """Only trainees get sign-in cards, never anybody with another role."""


class CardNotUsable(Exception):
    """The card lets nobody in (any more). `reason`: one of those below."""

    UNKNOWN, USED, EXPIRED, REVOKED = "unknown", "used", "expired", "revoked"

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class GuardianWrong(Exception):
    """What was told of her age or her guardian cannot be kept. `field`: what; `code`: unbelievable, told_before, unknown,
    missing or future."""

    def __init__(self, field: str, code: str) -> None:
        super().__init__(f"{field}: {code}")
        self.field = field
        self.code = code
