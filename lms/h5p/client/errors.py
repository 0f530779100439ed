"""What can go wrong between us and the authoring service. The texts are for logs; screens have their own."""


class AuthoringError(Exception):
    """The service could not do what was asked. Everything but authoring goes on without it."""


class NotConfigured(AuthoringError):
    """H5P_SERVICE_URL or H5P_SERVICE_SECRET is not set, or the address is none."""


class ServiceDown(AuthoringError):
    """Nobody answers, too late, or the service says it cannot now (502, 503, 504). Later it may.

    retry_after: seconds that it asked for, if it did.
    """

    def __init__(self, text: str, retry_after: float | None = None) -> None:
        super().__init__(text)
        self.retry_after = retry_after


class ServiceRefused(AuthoringError):
    """It answered no. code: its name of the reason ("hub-off", Lumi's error ids); details: more of them."""

    def __init__(self, status: int, code: str = "", details: tuple[str, ...] = ()) -> None:
        super().__init__(f"{status} {code} {' '.join(details)}".strip())
        self.status = status
        self.code = code
        self.details = details


class WrongSecret(ServiceRefused):
    """The secrets on both sides differ: for the administrator, not for a person who writes."""


class NotFound(ServiceRefused):
    """There is no such content, library or file in the service."""


class TooLarge(AuthoringError):
    """What is sent or answered passes a limit."""


class BadAnswer(AuthoringError):
    """It answered something that nobody asked for: no JSON, another shape, a redirect."""
