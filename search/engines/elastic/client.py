"""The one module that imports Elasticsearch's packages: the connection, and the names that the others use."""

from functools import lru_cache
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from elasticsearch import ApiError, ConflictError, Elasticsearch, NotFoundError, TransportError, helpers
from elasticsearch_dsl import Date, Document, Keyword, Long, MetaField, Q, Search, Text

__all__ = [
    "ApiError", "ConflictError", "Date", "Document", "Keyword", "Long", "MetaField", "NotFoundError", "Q", "Search",
    "Text", "TransportError", "addresses_in", "client", "helpers",
]  # fmt: skip

ANSWER_WITHIN = 1.5
"""Seconds after which a search is answered by the reserve instead."""
WRITE_WITHIN = 30.0


def client(*, seconds: float = ANSWER_WITHIN) -> Elasticsearch:
    """The connection to the search server of the settings, kept by each process. Raises ImproperlyConfigured."""
    return _client(
        settings.SEARCH_URL, settings.SEARCH_API_KEY, str(settings.SEARCH_CA_FILE or ""), float(seconds)
    )


def addresses_in(url: str) -> tuple[list[str], tuple[str, str] | None]:
    """SEARCH_URL as (addresses, name and password): several addresses of one cluster are separated by commas.

    Raises ImproperlyConfigured with one line that says what is wrong, and never shows a password.
    """
    addresses = []
    person: tuple[str, str] | None = None
    for one in filter(None, (part.strip() for part in url.split(","))):
        try:
            parts = urlsplit(one)
            port = parts.port
        except ValueError:
            raise ImproperlyConfigured(_wrong("has a port that is no number")) from None
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ImproperlyConfigured(_wrong("must look like https://name:password@search.example.org:9200"))
        if parts.username:
            person = (unquote(parts.username), unquote(parts.password or ""))
        host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
        number = port or (443 if parts.scheme == "https" else 80)
        addresses.append(f"{parts.scheme}://{host}:{number}{parts.path.rstrip('/')}")
    if not addresses:
        raise ImproperlyConfigured(_wrong("holds no address"))
    return addresses, person


def _wrong(what: str) -> str:
    return f"SEARCH_URL {what}; several addresses of one cluster are separated by commas"


@lru_cache(maxsize=8)
def _client(url: str, key: str, ca_file: str, seconds: float) -> Elasticsearch:
    addresses, person = addresses_in(url)
    more: dict[str, Any] = {}
    if key:
        more["api_key"] = key
    elif person:
        more["basic_auth"] = person
    if ca_file:
        more["ca_certs"] = ca_file
    return Elasticsearch(
        addresses,
        request_timeout=seconds,
        retry_on_timeout=True,
        # Every address may be tried once more: one node of three that died fails no search.
        max_retries=len(addresses),
        **more,
    )
