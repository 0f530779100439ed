"""Why a revocation cannot go on."""


class RevocationRefused(Exception):
    """The act is not possible; the subclass says why."""


class AlreadyAsked(RevocationRefused):
    """Somebody has asked for it before."""


class SecondPersonNeeded(RevocationRefused):
    """Whoever asked cannot approve (security statement 11)."""


class AlreadyRevoked(RevocationRefused):
    """It is in force already."""
