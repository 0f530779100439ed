"""What a page says, as plain values: to see whether it was touched, and to copy it onto another."""

import hashlib
import json
import re
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Field
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import Page

State = dict[str, Any]
# Draftail puts a key into every paragraph it saves; it says nothing.
_DRAFTAIL = re.compile(r' data-block-key=\\?"[^"\\]*\\?"')
_NOT_CONTENT = frozenset({"id", "locale", "translation_key", "uuid", "page", "sort_order"})
_BASE = frozenset(field.name for field in Page._meta.get_fields()) - {"title"}


def content_fields(page: Page) -> list[Field]:
    """The fields an editor writes, many-to-many ones left out."""
    return [
        field
        for field in type(page)._meta.concrete_fields
        if field.name not in _BASE and not field.primary_key and not field.name.endswith("_ptr")
    ]


def many_to_many(page: Page) -> list[str]:
    """Names of the relations to vocabularies and other pages."""
    return [
        field.name for field in type(page)._meta.many_to_many if isinstance(field, ParentalManyToManyField)
    ]


def children(page: Page) -> list[str]:
    """Names of the rows that belong to the page."""
    return [
        relation.get_accessor_name()
        for relation in get_all_child_relations(type(page))
        if relation.get_accessor_name() not in _BASE
    ]


def page_state(page: Page, *, leave_out: tuple[str, ...] = ()) -> State:
    """Everything that a file can say of a page. Identifiers of blocks are no content: an editor may make one anew."""
    state: State = {
        field.name: _value(field, page) for field in content_fields(page) if field.name not in leave_out
    }
    for name in many_to_many(page):
        if name not in leave_out:
            state[name] = sorted(str(item.pk) for item in getattr(page, name).all())
    for name in children(page):
        if name not in leave_out:
            state[name] = [_row(row) for row in getattr(page, name).all()]
    return state


def copy_content(source: Page, target: Page, *, leave_out: tuple[str, ...] = ()) -> None:
    """Write what one page says onto another of its kind; the caller saves a revision."""
    for field in content_fields(source):
        if field.name not in leave_out:
            setattr(target, field.attname, getattr(source, field.attname))
    for name in (*many_to_many(source), *children(source)):
        if name not in leave_out:
            setattr(target, name, list(getattr(source, name).all()))


def digest(state: Any) -> str:
    """SHA-256 of plain values."""
    return hashlib.sha256(
        json.dumps(state, sort_keys=True, ensure_ascii=False, default=str).encode()
    ).hexdigest()


def _value(field: Field, page: Page) -> Any:
    if isinstance(field, StreamField):
        return _plain(json.loads(_DRAFTAIL.sub("", field.value_to_string(page) or "[]")))
    return _canonical(field.to_python(getattr(page, field.attname)))


def _canonical(value: Any) -> Any:
    """One spelling a value, whether it comes from a file, from the database or from a revision."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, str):
        return _DRAFTAIL.sub("", value)
    return value if value is None or isinstance(value, bool | int | float | list | dict) else str(value)


def _row(row: Any) -> State:
    return {
        field.attname: str(getattr(row, field.attname))
        for field in row._meta.concrete_fields
        if field.name not in _NOT_CONTENT
    }


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items() if name != "id"}
    return [_plain(item) for item in value] if isinstance(value, list) else value
