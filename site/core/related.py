"""Content of one app that belongs to a page of another: "used in 3 courses", "toolkits on this topic".

Apps that must not import each other meet here: the one that has the content registers a provider while Django starts,
the page's view asks all of them.

    related_content.register("toolkits", toolkits_of_page)
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from core.registry import Registry


@dataclass(frozen=True)
class RelatedLink:
    """A card: kind is a plain word such as "Toolkit"; language is set when the page is in another language."""

    kind: str
    title: str
    url: str
    summary: str = ""
    language: str = ""


related_content: Registry[Callable[[Any], Sequence[RelatedLink]]] = Registry("related content")
"""Providers: (a page of another app) -> links, best first, at most six, in at most one query; () for pages that they
have nothing to say about (a provider is asked about every page, its own included)."""


def related_to(page: Any) -> list[RelatedLink]:
    """What all providers know about a page."""
    return [link for provider in related_content for link in provider(page)]
