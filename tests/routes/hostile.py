"""What nobody means to send: values of addresses, queries and bodies, for hypothesis to draw."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote_from_bytes

from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[2]
NASTY: list[str | bytes] = [
    "", "0", "-1", "1", str(2**31), str(2**63), str(10**30), "9" * 5000, "1.5", "1e400", "NaN", "Infinity", "١٢٣",
    "\x00", "a\x00b", "😀", "\u202egnirts\u2069", "\u200f", "İı", "x" * 10_000, "ş" * 4_000, "../../../etc/passwd",
    "..\\..\\x", "'", '"', "' OR 1=1 --", "<script>alert(1)</script>", "%", "%s %(a)s {0} {{ 7*7 }}", "\ud800",
    b"\xff\xfe\x80", "a\r\nSet-Cookie: x=1", "\u2028", "[]", "{}", "null", "true", "on", "2026-02-30", "9999-99-99T99:99",
    "0001-01-01T00:00", "9999-12-31T23:59", "00000000-0000-0000-0000-000000000000", "not-a-uuid",
    "8d0c5a4e-3f3b-4d43-9d37-3a6a0a2f1a11", "http://evil.example/", "//evil.example", "javascript:alert(1)", "tr", "None",
    "page", "delete", "live", "-id", "id__in", "user__password", "a,b,c", "1,2,x", "+", "*", "wagtailcore.page", "a@b@c",
]  # fmt: skip
PARAMETERS = ["p", "page", "q", "next", "ordering", "order_by", "per_page", "locale", "tag", "collection_id", "entries", "id", "fields", "limit", "offset", "child_of", "type", "export", "descendant_of", "translation_of", "ancestor_of", "search", "chosen", "result_filter", "multiple", "page_type", "user_perms", "target_pages", "match_subclass", "match_site", "allow_external_link", "allow_email_link", "allow_phone_link", "link_text", "link_url", "anchor_text", "date_from", "date_to", "timestamp_0", "user", "action_type", "revision_id", "index", "mode", "width", "height", "filter_spec", "content_type", "object_id", "in_preview_panel", "can_choose_root", "is_private", "term", "w", "multiple_choice", "select_format", "action", "all", "uploader", "uploaded_by", "used_by", "owner", "latest_revision_created_at_from", "status", "live", "site"]  # fmt: skip


def _names_in_source() -> tuple[list[str], list[str]]:
    """Names that our code reads from queries and from posted forms."""
    queries, posts = set(PARAMETERS), {"csrfmiddlewaretoken"}
    for folder in ("site", "lms", "toolkits", "search"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            queries |= set(re.findall(r"(?:GET|asked)(?:\.get|\.getlist)?[\[(]\s*\"([\w-]+)\"", text))
            posts |= set(re.findall(r"POST(?:\.get|\.getlist)?[\[(]\s*\"([\w-]+)\"", text))
            if "forms" in str(path):
                posts |= set(re.findall(r"^    (\w+) = forms\.", text, re.MULTILINE))
    return sorted(queries), sorted(posts)


QUERY_NAMES, POST_NAMES = _names_in_source()


@dataclass(frozen=True)
class Body:
    """A body as it goes over the wire."""

    content: bytes = b""
    content_type: str = "application/x-www-form-urlencoded"

    def __repr__(self) -> str:
        return f"{self.content_type}: {self.content[:1500]!r}"


@dataclass(frozen=True)
class Wishes:
    """How a request is to be spoilt: by group of the address, in the query, in the body."""

    method: str
    language: str
    side: str
    values: dict[str, str | bytes] = field(default_factory=dict)
    query: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    body_kind: str = "form"
    changes: tuple[tuple[Any, ...], ...] = ()


def raw(value: Any) -> bytes:
    """Bytes of any value; lone surrogates stay what they are."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")


def urlencoded(pairs: Sequence[tuple[Any, Any]]) -> bytes:
    """name=value&… of anything."""
    return "&".join(f"{quote_from_bytes(raw(a))}={quote_from_bytes(raw(b))}" for a, b in pairs).encode()


nasty = st.sampled_from(NASTY) | st.text(max_size=40)
headers = st.sampled_from(
    [
        {}, {}, {"HX-Request": "true"}, {"HX-Request": "true", "HX-Target": "results"},
        {"HX-Request": "true", "HX-Target": "library"}, {"Accept": "application/json"},
        {"X-Requested-With": "XMLHttpRequest"}, {"Accept-Language": "ğ;q=x,*"}, {"Range": "bytes=9-1,-0"},
        {"If-Modified-Since": "yesterday", "If-None-Match": "x"},
    ]
)  # fmt: skip
BODY_KINDS = (
    "form", "form", "form", "multipart", "json", "empty", "broken multipart", "no boundary", "wrong type", "odd charset",
    "many fields", "deep json", "huge",
)  # fmt: skip


@st.composite
def wishes(draw: Any, groups: tuple[str, ...]) -> Wishes:
    """One request. What hypothesis tries first is the plain one: right values, GET."""
    spoilt = draw(st.sampled_from(["none", "none", "one", "all"])) if groups else "none"
    names = {
        "none": [],
        "one": [draw(st.sampled_from(groups))] if spoilt == "one" else [],
        "all": list(groups),
    }
    if draw(st.integers(0, 3)) == 3:  # one value in everything that anything reads
        value = draw(st.sampled_from([one for one in NASTY if len(one) < 6_000]))
        query = [(name, value) for name in QUERY_NAMES]
    else:
        names_used = st.sampled_from(("page", "q", "next")) | st.sampled_from(QUERY_NAMES)
        query = draw(st.lists(st.tuples(names_used, nasty), max_size=3))
    return Wishes(
        method=draw(
            st.sampled_from(["GET", "POST", "POST", "GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"])
        ),
        language=draw(st.sampled_from(["tr", "en", "ar"])),
        side=draw(st.sampled_from(["near", "near", "far"])),
        values={name: draw(nasty) for name in names[spoilt]},
        query=urlencoded(query).decode(),
        headers=draw(headers),
        body_kind=draw(st.sampled_from(BODY_KINDS)),
        changes=tuple(draw(st.lists(_change, min_size=1, max_size=4))),
    )


_change = st.one_of(
    st.tuples(st.just("set all"), nasty),
    st.tuples(st.just("set"), st.integers(0, 400), nasty),
    st.tuples(st.just("set"), st.integers(0, 400), nasty),
    st.tuples(st.just("drop"), st.integers(0, 400)),
    st.tuples(st.just("repeat"), st.integers(0, 400), nasty),
    st.tuples(st.just("add"), st.sampled_from(POST_NAMES), nasty),
)


def body_of(wish: Wishes, fields: list[tuple[str, str]]) -> Body:
    """The body: the fields of a real form, spoilt as wished."""
    if wish.method in ("GET", "HEAD", "OPTIONS"):
        return Body()
    pairs = _changed(fields, wish.changes)
    match wish.body_kind:
        case "form":
            return Body(urlencoded(pairs))
        case "multipart":
            return Body(_multipart(pairs), "multipart/form-data; boundary=grenze")
        case "broken multipart":
            return Body(_multipart(pairs)[:-30], "multipart/form-data; boundary=grenze")
        case "no boundary":
            return Body(_multipart(pairs), "multipart/form-data")
        case "json" | "deep json":
            return Body(_json(pairs, wish.body_kind), "application/json")
        case "wrong type":
            return Body(b"<?xml version='1.0'?><x/>", "text/xml")
        case "odd charset":
            return Body(urlencoded(pairs), "application/x-www-form-urlencoded; charset=bogus")
        case "many fields":
            return Body(b"&".join([b"a=1"] * 2500))
        case "huge":
            return Body(urlencoded(pairs) + b"&x=" + b"x" * (2 * 1024 * 1024))
    return Body()


def _changed(fields: list[tuple[str, str]], changes: tuple[tuple[Any, ...], ...]) -> list[tuple[Any, Any]]:
    pairs: list[tuple[Any, Any]] = list(fields)
    for change in changes:
        match change:
            case ("add", name, value):
                pairs.append((name, value))
            case ("set all", value):
                pairs = [(name, value) for name, _value in pairs]
            case ("set", place, value) if pairs:
                place %= len(pairs)
                pairs[place] = (pairs[place][0], value)
            case ("repeat", place, value) if pairs:
                pairs.append((pairs[place % len(pairs)][0], value))
            case ("drop", place) if pairs:
                del pairs[place % len(pairs)]
    return pairs


def _multipart(pairs: list[tuple[Any, Any]]) -> bytes:
    parts = [
        b'--grenze\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
        % (raw(name).replace(b'"', b"%22").replace(b"\r\n", b""), raw(value))
        for name, value in pairs
    ]
    file = (
        b'--grenze\r\nContent-Disposition: form-data; name="%s"; filename="../\xff<b>.pdf"\r\n'
        b"Content-Type: application/pdf\r\n\r\nnot a pdf\x00\r\n--grenze--\r\n"
    )
    return b"".join(parts) + file % raw(pairs[-1][0] if pairs else "file").replace(b'"', b"").replace(
        b"\r\n", b""
    )


def _json(pairs: list[tuple[Any, Any]], kind: str) -> bytes:
    if kind == "deep json":
        return b'{"answers":' + b"[" * 20_000
    value: Any = {str(name): str(content) for name, content in pairs if not isinstance(content, bytes)}
    rows = [
        {"question": 10**30, "sequence": -1, "answer": list(value.values())}, {"question": 1, "sequence": 1, "answer": value},
        value, 7,
    ]  # fmt: skip
    odd: list[Any] = [
        value,
        {**value, "answers": rows[:2]},
        {"answers": rows[1:2]},
        rows,
        "text",
        None,
        1e300,
        {"answers": {}},
    ]
    return json.dumps(odd[len(pairs) % len(odd)]).encode()
