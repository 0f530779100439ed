"""Kinds of things a role can be limited to. The apps that own them register how they are called."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from core.registry import Registry


@dataclass(frozen=True)
class ScopeKind:
    """`label` ("Group"), and names of the objects with these ids in the language of the request: ids -> {id: name}."""

    label: str | Promise
    names: Callable[[Iterable[int]], dict[int, str]]


scope_kinds: Registry[ScopeKind] = Registry("kind of scope")


def scope_name(kind: str, identifier: int | None) -> str:
    """What the object is called; "" without a scope or when nobody knows the kind or the object is gone."""
    entry = scope_kinds.get(kind) if kind and identifier is not None else None
    return entry.names([identifier]).get(identifier, "") if entry and identifier is not None else ""
