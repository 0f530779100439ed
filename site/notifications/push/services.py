"""Whose servers messages to browsers may go to: the address comes from a browser, so it is not to be trusted."""

from urllib.parse import urlsplit

from django.conf import settings

LONGEST_ADDRESS = 1000


def is_push_service(address: str) -> bool:
    """Whether this is an address of a push service: https, the standard port, a host of PUSH_HOSTS ("*.x" for all below
    x). Nothing else is ever posted to (security statement 33).
    """
    if len(address) > LONGEST_ADDRESS or any(sign.isspace() for sign in address):
        return False
    try:
        url = urlsplit(address)
        host, port = url.hostname or "", url.port
    except ValueError:
        return False
    if url.username is not None or url.scheme != "https" or port not in (None, 443):
        return f"{url.scheme}://{url.netloc}" in settings.PUSH_HOSTS
    return any(
        host == known or (known.startswith("*.") and host.endswith(known[1:]))
        for known in settings.PUSH_HOSTS
    )
