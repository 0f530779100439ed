"""Which libraries a content needs and in which order they load."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

Key = TypeVar("Key")


def load_order(roots: Iterable[Key], dependencies: Mapping[Key, Sequence[Key]]) -> list[Key]:
    """Return `roots` and all they depend on: dependencies before dependants, each once, else in the order listed.

    As H5P core counts weights (H5PCore::findLibraryDependencies): a library that is met again while its own
    dependencies are being walked is passed over, so a circle is tolerated. What `dependencies` does not know is left out.
    """
    return _walk(roots, dependencies.get)


def closure(
    roots: Iterable[Key], dependencies_of: Callable[[Key], Sequence[Key] | None]
) -> tuple[list[Key], list[Key]]:
    """Return what `roots` need, themselves included, and what of that is nowhere (`dependencies_of` gave None)."""
    missing: dict[Key, None] = {}

    def look(key: Key) -> Sequence[Key] | None:
        found = dependencies_of(key)
        if found is None:
            missing[key] = None
        return found

    return _walk(roots, look), list(missing)


def _walk(roots: Iterable[Key], look: Callable[[Key], Sequence[Key] | None]) -> list[Key]:
    """Depth first, after the children; with a stack of its own, since a package may hold a chain of any length."""
    order: list[Key] = []
    met: set[Key] = set()
    for root in roots:
        stack: list[tuple[Key, Iterable[Key]]] = []
        _enter(root, met, stack, look)
        while stack:
            key, children = stack[-1]
            child = next(iter(children), None)  # an iterator: each call gives the next
            if child is None:
                order.append(key)
                stack.pop()
            else:
                _enter(child, met, stack, look)
    return order


def _enter(
    key: Key,
    met: set[Key],
    stack: list[tuple[Key, Iterable[Key]]],
    look: Callable[[Key], Sequence[Key] | None],
) -> None:
    if key in met:
        return
    met.add(key)
    children = look(key)
    if children is not None:
        stack.append((key, iter(children)))
