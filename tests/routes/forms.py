"""Forms that our pages show, so that a spoilt request is spoilt in one place and right in the others."""

from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

Fields = list[tuple[str, str]]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, Fields]] = []
        self.fields: Fields | None = None
        self.select: str | None = None
        self.area: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.fields = []
            if values.get("method", "").lower() == "post":
                self.forms.append((values.get("action", ""), self.fields))
        if self.fields is None:
            return
        name = values.get("name", "")
        if tag == "textarea" and name:
            self.area = name
            self.fields.append((name, ""))
        elif tag == "select":
            self.select = name or None
        elif tag == "option" and self.select:
            if "selected" in values or not any(known == self.select for known, _value in self.fields):
                self.fields.append((self.select, values.get("value", "")))
        elif tag in ("input", "button") and name and name != "csrfmiddlewaretoken":
            is_box = values.get("type") in ("checkbox", "radio")
            if not is_box or "checked" in values:
                self.fields.append(
                    (
                        name,
                        values.get("value", "on" if is_box else "x" if values.get("type") == "text" else ""),
                    )
                )

    def handle_data(self, data: str) -> None:
        if self.area and self.fields is not None:
            name, value = self.fields[-1]
            self.fields[-1] = (name, value + data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.area = None
        elif tag == "select":
            self.select = None
        elif tag == "form":
            self.fields = None


def forms_of(html: str, address: str) -> dict[str, Fields]:
    """The fields of each POST form of a page, by the name of the route that it is sent to."""
    reader = _Reader()
    reader.feed(html)
    found: dict[str, Fields] = {}
    for action, fields in reader.forms:
        path = urlsplit(action).path or urlsplit(address).path
        try:
            name = resolve(path).view_name
        except Resolver404:
            continue
        if len(fields) > len(found.get(name, [])):
            found[name] = fields
    return found


def forms_at(client: Any, address: str) -> dict[str, Fields]:
    """The same of an address; nothing where no page is shown."""
    response = client.get(address)
    if response.status_code != 200 or "html" not in response.get("Content-Type", "") or response.streaming:
        return {}
    return forms_of(response.content.decode(), address)
