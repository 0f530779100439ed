"""What kinds, facets and orders are called, and the labels of facet values."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _

from lms.courses.models import Mode
from search.queries import FacetValue
from taxonomy.models import Audience, Sector, Topic
from toolkits.library.models import Effort, Transformation


def sort_name(sort: str) -> str:
    """What an order is called."""
    return {"best": _("Best match"), "newest": _("Newest first"), "title": _("By title")}[sort]


def kind_name(kind: str) -> str:
    """What a result is, in words."""
    return {
        "course": _("Course"),
        "lesson": _("Lesson"),
        "toolkit": _("Toolkit"),
        "guide": _("Guide"),
        "chapter": _("Guide chapter"),
        "file": _("File"),
        "news": _("News"),
        "page": _("Information"),
    }.get(kind, kind)


def facet_name(name: str) -> str:
    """What a facet is called."""
    return {
        "kind": _("Type"),
        "topic": _("Topic"),
        "sector": _("Sector"),
        "audience": _("For whom"),
        "transformation": _("Transformation"),
        "effort": _("Effort"),
        "mode": _("Way of learning"),
        "format": _("Kind of file"),
    }[name]


def format_name(ending: str) -> str:
    """What a kind of file is called: its ending, as people know it."""
    return ending.upper()


def _choice(choices: Any) -> Callable[[str], str]:
    labels = {value: str(label) for value, label in choices.choices}
    return lambda value: labels.get(value, value)


def value_names(facets: dict[str, list[FacetValue]]) -> dict[str, dict[str, str]]:
    """Labels of facet values; a query only for vocabularies that have values here."""
    models: dict[str, Any] = {"topic": Topic, "sector": Sector, "audience": Audience}
    words: dict[str, Callable[[str], str]] = {
        "kind": kind_name,
        "transformation": _choice(Transformation),
        "effort": _choice(Effort),
        "mode": _choice(Mode),
        "format": format_name,
    }
    names: dict[str, dict[str, str]] = {}
    for name, values in facets.items():
        codes: Iterable[str] = [value.value for value in values]
        if name in words:
            names[name] = {code: words[name](code) for code in codes}
        else:
            names[name] = (
                {term.code: term.name for term in models[name].objects.filter(code__in=codes)}
                if codes
                else {}
            )
    return names
