"""What files must say, which libraries load when, what a reader reads."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.h5p.exceptions import PackageRefused
from lms.h5p.rules import load_order
from lms.h5p.rules.contents import sort_contents
from lms.h5p.rules.json_text import read_json
from lms.h5p.rules.libraries import digest, read_library
from lms.h5p.rules.licence import credit_in, licence_in
from lms.h5p.rules.manifest import embed_types, read_manifest
from lms.h5p.rules.names import LibraryKey, parse_name
from lms.h5p.rules.sub_contents import libraries_in
from lms.h5p.rules.text import plain_text, readable_text

graphs = st.dictionaries(st.integers(0, 12), st.lists(st.integers(0, 12), max_size=4), max_size=13)


@given(graphs, st.lists(st.integers(0, 12), max_size=5))
def test_each_reachable_library_loads_once(graph, roots):
    order = load_order(roots, graph)
    reached, stack = set(), [root for root in roots if root in graph]
    while stack:
        key = stack.pop()
        if key not in reached:
            reached.add(key)
            stack.extend(one for one in graph[key] if one in graph)
    assert len(order) == len(set(order))
    assert set(order) == reached


@given(graphs.map(lambda graph: {key: [one for one in needs if one > key] for key, needs in graph.items()}))
def test_dependencies_load_before_what_needs_them(graph):
    order = load_order(sorted(graph), graph)
    place = {key: number for number, key in enumerate(order)}
    for key, needs in graph.items():
        for need in needs:
            if need in graph:
                assert place[need] < place[key]


def test_a_circle_and_a_long_chain_are_no_harm():
    assert load_order(["a"], {"a": ["b"], "b": ["c"], "c": ["a"]}) == ["c", "b", "a"]
    chain = {number: [number + 1] for number in range(50_000)} | {50_000: []}
    assert load_order([0], chain)[:2] == [50_000, 49_999]


def test_siblings_load_in_the_order_listed():
    assert load_order(["main"], {"main": ["b", "a"], "a": ["z"], "b": [], "z": []}) == ["b", "z", "a", "main"]


def manifest(**more):
    return {
        "title": " Kart ",
        "mainLibrary": "H5P.Main",
        "preloadedDependencies": [{"machineName": "H5P.Main", "majorVersion": "1", "minorVersion": 4}],
        **more,
    }


def test_a_manifest_as_old_exports_write_it():
    read = read_manifest(manifest())
    assert (read.title, str(read.main), read.embed_types, read.licence) == (
        "Kart",
        "H5P.Main 1.4",
        ("div",),
        "",
    )


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (["iframe"], ("iframe",)),
        ("div, iframe", ("div", "iframe")),
        ([], ("div",)),
        (None, ("div",)),
        ([1, "pop-up"], ("div",)),
    ],
)
def test_embed_types(said, found):
    assert embed_types({"embedTypes": said}) == found


@pytest.mark.parametrize(
    "dependency",
    [
        {"machineName": "H5P Main", "majorVersion": 1, "minorVersion": 4},
        {"machineName": "H5P.Main", "majorVersion": "1.2", "minorVersion": 4},
        {"machineName": "H5P.Main", "majorVersion": True, "minorVersion": 4},
        {"machineName": "H5P.Main", "majorVersion": -1, "minorVersion": 4},
        {"machineName": "H5P.Main", "majorVersion": 1},
        {"machineName": "../H5P", "majorVersion": 1, "minorVersion": 1},
        {"machineName": "H5P.Maın", "majorVersion": 1, "minorVersion": 1},
        "H5P.Main 1.4",
    ],
)
def test_dependencies_that_are_none_are_refused(dependency):
    with pytest.raises(PackageRefused, match=r"^field h5p\.json"):
        read_manifest(manifest(preloadedDependencies=[dependency]))


@pytest.mark.parametrize("path", ["../x.js", "/x.js", "a/../../x.js", "a\\x.js", "", 3])
def test_a_library_loads_only_files_of_its_own(path):
    raw = {"machineName": "A", "majorVersion": 1, "minorVersion": 0, "preloadedJs": [{"path": path}]}
    with pytest.raises(PackageRefused, match="field"):
        read_library(raw, "A-1.0/library.json")


def test_paths_are_made_plain_and_load_once():
    raw = {
        "machineName": "A",
        "majorVersion": 1,
        "minorVersion": 0,
        "preloadedJs": [{"path": "./b.js"}, {"path": "x/../b.js"}],
    }
    assert read_library(raw, "A-1.0/library.json").scripts == ("b.js",)


@pytest.mark.parametrize(
    ("code", "version", "found"),
    [
        ("CC BY", "4.0", "cc-by-4.0"),
        ("CC BY", "3.0", ""),
        ("CC BY-SA", None, "cc-by-sa-4.0"),
        ("CC BY-NC", "4.0", ""),
        ("CC0 1.0", "", "cc0"),
        ("PD", "", "cc0"),
        ("C", "", "all-rights"),
        ("U", "", ""),
        (7, "", ""),
    ],
)
def test_licences(code, version, found):
    assert licence_in({"license": code, "licenseVersion": version}) == found


def test_credit_is_a_line_of_names():
    assert (
        credit_in({"authors": [{"name": "Ayşe  Çelik"}, {"role": "x"}, "y", {"name": "Su"}]})
        == "Ayşe Çelik, Su"
    )


def test_what_no_database_keeps_is_cleaned():
    assert read_json(b'\xef\xbb\xbf{"a": "b\\u0000\\ud800"}', "x") == {"a": "b\ufffd\ufffd"}


@pytest.mark.parametrize("data", [b"", b"{", b"\xff", b"1e999", b"[" * 102 + b"]" * 102, b'"a" "b"'])
def test_json_that_is_none_is_refused(data):
    with pytest.raises(PackageRefused, match="^json x"):
        read_json(data, "x")


def test_stray_files_are_passed_over():
    found = sort_contents(
        ["h5p.json", "NOTE.txt", "content/content.json", "content/a/b.png", "X-1.0/library.json", "X-1.0/a.js", "docs/a.md"]
    )  # fmt: skip
    assert found.media == ("a/b.png",)
    assert found.folders == {"X-1.0": ("library.json", "a.js")}


def test_libraries_named_inside_a_content():
    part = {"library": "H5P.Image 1.1", "params": {}}
    content = {"list": [part, {"x": part}], "library": "no name", "other": {"library": "H5P.Other 1.0"}}
    assert libraries_in(content) == [LibraryKey("H5P.Image", 1, 1)]
    assert parse_name("H5P.Image 1.1 ") is None


def test_a_digest_is_over_names_and_bytes():
    assert digest({"a": "1", "b": "2"}) == digest({"b": "2", "a": "1"}) != digest({"a": "2", "b": "1"})


SEMANTICS = [
    {"name": "intro", "type": "text", "widget": "html"},
    {
        "name": "answers",
        "type": "list",
        "field": {"type": "group", "fields": [{"name": "text", "type": "text"}]},
    },
    {"name": "check", "type": "text", "common": True},
    {"name": "colour", "type": "select"},
    {"name": "part", "type": "library"},
    {"name": "l10n", "type": "group", "common": True, "fields": [{"name": "retry", "type": "text"}]},
]


def test_text_follows_the_semantics_and_leaves_the_interface_out():
    content = {
        "intro": "<p>Tezgâhı &amp; <b>pili</b> tanı</p><script>x()</script>",
        "answers": [{"text": "Evet"}, "Hayır"],
        "check": "Kontrol et",
        "colour": "red",
        "part": {"library": "H5P.Blanks 1.12", "params": {"text": "Başkent *Ankara*dır"}, "metadata": {"title": "Boşluk"}},
        "l10n": {"retry": "Yeniden"},
    }  # fmt: skip
    found = readable_text(
        content, LibraryKey("H5P.X", 1, 0), lambda key: SEMANTICS if key.machine_name == "H5P.X" else []
    )
    assert found == "Tezgâhı & pili tanı Evet Hayır Boşluk Başkent …dır"


def test_without_semantics_keys_and_codes_are_left_out():
    content = {
        "greeting": "Merhaba",
        "image": {"path": "a.jpg", "mime": "image/jpeg"},
        "size": "12px",
        "colour": "#ff0000",
    }
    assert readable_text(content, LibraryKey("H5P.Card", 1, 0), lambda _key: []) == "Merhaba"


def test_alternative_texts_are_read_and_odd_markup_is_no_harm():
    assert plain_text('<img src="a" alt="Kaynak makinesi"> 2 < 3') == "Kaynak makinesi 2 < 3"
    assert plain_text("<" * 200_000) == "<" * 200_000
    assert len(readable_text({"a": ["söz " * 50_000]}, LibraryKey("A", 1, 0), lambda _key: [])) <= 100_000


@given(
    st.recursive(
        st.none() | st.booleans() | st.text() | st.floats(allow_nan=False),
        lambda one: st.lists(one) | st.dictionaries(st.text(), one),
    )
)
def test_any_content_has_a_text(content):
    cleaned = read_json(json.dumps(content).encode(), "x") if "Infinity" not in json.dumps(content) else None
    assert isinstance(readable_text(cleaned, LibraryKey("A", 1, 0), lambda _key: []), str)
