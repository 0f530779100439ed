"""Every address that the resolver knows: its name, the view behind it, and a text with gaps for the values."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.conf.urls.i18n import LocalePrefixPattern
from django.urls import URLPattern, get_resolver
from django.utils.regex_helper import normalize

LANGUAGES = ("tr", "en", "ar")


@dataclass(frozen=True)
class Route:
    """One address. `template`: with `%(group)s` for each value; `kinds`: what each group is ("int", "uuid", "regex")."""

    name: str
    template: str
    kinds: tuple[tuple[str, str], ...]
    has_languages: bool
    module: str

    @property
    def groups(self) -> tuple[str, ...]:
        """Names of the values, in their order."""
        return tuple(name for name, _kind in self.kinds)

    @property
    def id(self) -> str:
        """What a failing test is called."""
        return f"{self.name or 'unnamed'}|{self.template or '/'}"

    def fill(self, values: dict[str, Any], language: str = "tr") -> str:
        """The address with these values, percent-encoded so that any text or bytes may stand in them."""
        filled = self.template % {name: _encoded(values[name]) for name in self.groups}
        return f"/{language}/{filled}" if self.has_languages and language != "tr" else f"/{filled}"


def _encoded(value: Any) -> str:
    raw = value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")
    return quote(raw, safe="")


def all_routes() -> list[Route]:
    """The resolver's addresses in its own order."""
    return list(_walk(get_resolver().url_patterns, "", (), "", False))


def _walk(
    patterns: Any, before: str, kinds: tuple[tuple[str, str], ...], namespace: str, has_languages: bool
) -> Iterator[Route]:
    for entry in patterns:
        if isinstance(entry.pattern, LocalePrefixPattern):
            yield from _walk(entry.url_patterns, before, kinds, namespace, True)
            continue
        text, names = normalize(entry.pattern.regex.pattern)[0]
        # Unnamed groups are called _0, _1, … anew in each part of an address.
        own = {
            name: name if not name.startswith("_") else f"_{len(kinds) + place}"
            for place, name in enumerate(names)
        }
        converters = {name: type(one).__name__ for name, one in entry.pattern.converters.items()}
        found = tuple((own[name], _kind(converters.get(name))) for name in names)
        template = before + text % {name: f"%({own[name]})s" for name in names}
        if isinstance(entry, URLPattern):
            name = f"{namespace}{entry.name or ''}"
            yield Route(name, template, kinds + found, has_languages, entry.callback.__module__)
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry.url_patterns, template, kinds + found, inner, has_languages)


def _kind(converter: str | None) -> str:
    return converter.removesuffix("Converter").lower() if converter else "regex"
