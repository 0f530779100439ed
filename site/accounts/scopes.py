"""Kinds of things a role can be limited to, and what lies in what. The apps that own them register here."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise

from core.languages import in_each_language
from core.registry import Registry

Scope = tuple[str, int]
"""A scope's kind ("programme", "cohort", "course", "firm", "province") and id."""


@dataclass(frozen=True)
class ScopeKind:
    """`label` ("Group"), names of the objects with these ids in the language of the request, and `objects`: a query
    of all that a role may be given for, in the order in which people look for them (None: not offered)."""

    label: str | Promise
    names: Callable[[Iterable[int]], dict[int, str]]
    objects: Callable[[], Any] | None = None


@dataclass(frozen=True)
class Containment:
    """Objects of the kind `inner` lie in those of the kind `outer`: ids of outer ones -> a query of inner ids."""

    inner: str
    outer: str
    inside: Callable[[Collection[int]], Any]


@dataclass(frozen=True)
class PeopleSource:
    """People who belong to a scope without having a role for it, as members of groups do.

    `inside`: scopes -> a query of ids of people; `elsewhere`: of those who (also) belong somewhere outside of them.
    """

    inside: Callable[[Collection[Scope]], Any]
    elsewhere: Callable[[Collection[Scope]], Any]


scope_kinds: Registry[ScopeKind] = Registry("kind of scope")
containments: Registry[Containment] = Registry("containment of scopes")
people_sources: Registry[PeopleSource] = Registry("source of people")


def scope_name(kind: str, identifier: int | None) -> str:
    """What the object is called; "" without a scope or when nobody knows the kind or the object is gone."""
    entry = scope_kinds.get(kind) if kind and identifier is not None else None
    return entry.names([identifier]).get(identifier, "") if entry and identifier is not None else ""


def scope_names(kind: str, identifier: int | None) -> dict[str, str]:
    """The same in each language, for what is read later."""
    return in_each_language(lambda: scope_name(kind, identifier))


def ids_of(kind: str, scopes: Collection[Scope]) -> set[int]:
    """Ids of the scopes of one kind."""
    return {identifier for one, identifier in scopes if one == kind}


def lies_in(scope: Scope, scopes: Collection[Scope]) -> bool:
    """Whether a scope is one of these or lies in one of them. A query for each kind that could hold it."""
    kind, identifier = scope
    return scope in scopes or any(
        one.inside(ids).filter(pk=identifier).exists()
        for one in containments
        if one.inner == kind and (ids := ids_of(one.outer, scopes))
    )


def inside_of(scopes: Collection[Scope]) -> Q:
    """A condition on rows with `scope_kind` and `scope_id`: they lie in one of these scopes."""
    found = Q(pk=None)
    for kind in {kind for kind, _identifier in scopes}:
        found |= Q(scope_kind=kind, scope_id__in=ids_of(kind, scopes))
    for one in containments:
        if ids := ids_of(one.outer, scopes):
            found |= Q(scope_kind=one.inner, scope_id__in=one.inside(ids).values("pk"))
    return found


def objects_inside(kind: str, scopes: Collection[Scope] | None) -> Any:
    """A query of the objects of a kind that a role may be given for, in any of these scopes (None: all of them)."""
    entry = scope_kinds[kind]
    assert entry.objects is not None
    rows = entry.objects()
    if scopes is None:
        return rows
    found = Q(pk__in=ids_of(kind, scopes))
    for one in containments:
        if one.inner == kind and (ids := ids_of(one.outer, scopes)):
            found |= Q(pk__in=one.inside(ids).values("pk"))
    return rows.filter(found)
