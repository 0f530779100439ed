"""Parts, claims, shares, times: pure rules."""

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.videos.rules.claims import (
    GRACE_MS,
    MAX_SPEED,
    MOST_CLAIMS,
    MOST_PARTS,
    allowance,
    count,
    read_claims,
)
from lms.videos.rules.coverage import slices_of
from lms.videos.rules.cues import NotCaptions, read_cues
from lms.videos.rules.intervals import JOIN_MS, frontier, measure, merge, to_edges, without
from lms.videos.rules.lengths import length_ms
from lms.videos.rules.meeting import is_met, percent_watched
from lms.videos.rules.times import again_from, read_time, write_time
from tests.factories.videos import CAPTIONS, mp4_head

LENGTH = 60_000
PARTS = st.lists(
    st.tuples(st.integers(0, LENGTH), st.integers(0, LENGTH)).map(lambda pair: (min(pair), max(pair))),
    max_size=12,
)


@given(PARTS)
def test_merged_parts_lie_apart_in_order_and_lose_nothing(parts):
    merged = merge(parts)
    assert all(one[1] + JOIN_MS < other[0] for one, other in zip(merged, merged[1:], strict=False))
    assert merge(merged) == merged
    for start, end in parts:
        assert start == end or any(low <= start and end <= high for low, high in merged)


@given(PARTS)
def test_measuring_counts_each_moment_once(parts):
    moments = set()
    for start, end in parts:
        moments |= set(range(start // 100, end // 100))
    exact = [(start // 100 * 100, end // 100 * 100) for start, end in parts]
    assert measure(exact) == 100 * len(moments)


@given(
    st.tuples(st.integers(0, LENGTH), st.integers(0, LENGTH)).filter(lambda part: part[0] < part[1]), PARTS
)
def test_what_is_left_of_a_part_is_exactly_what_is_not_known(part, known):
    known = merge(known, join=0)
    left = without(part, known)
    assert measure([*left, *known]) == measure([part, *known])
    assert measure(left) + measure(known) == measure([part, *known])


@given(PARTS, PARTS, st.integers(0, 2 * LENGTH), st.booleans())
def test_never_more_counts_than_is_allowed_and_nothing_is_lost(claims, known, allowed, in_order):
    known = merge(known)
    counted = count(claims, known, length=LENGTH, allowed=allowed, in_order=in_order)
    assert counted.added <= allowed
    assert measure(counted.parts) == measure(known) + counted.added
    assert measure([*counted.parts, *known]) == measure(counted.parts)
    assert measure(counted.parts) <= LENGTH


@given(PARTS)
def test_counting_twice_is_counting_once(claims):
    once = count(claims, [], length=LENGTH, allowed=10 * LENGTH)
    again = count(claims, once.parts, length=LENGTH, allowed=10 * LENGTH)
    assert (again.parts, again.added) == (once.parts, 0)


def test_a_thousand_crumbs_make_no_whole():
    crumbs = [(second * 400, second * 400 + 1) for second in range(1, 150)]
    counted = count(crumbs, [], length=LENGTH, allowed=1000)
    assert counted.added <= 1000 and measure(counted.parts) <= 1000


def test_a_claim_is_cut_where_the_allowance_ends():
    counted = count([(0, 50_000)], [], length=LENGTH, allowed=20_000)
    assert (counted.parts, counted.added, counted.cut) == ([(0, 20_000)], 20_000, 30_000)


@pytest.mark.parametrize(
    ("claims", "known", "parts"),
    [
        ([(30_000, 40_000)], [(0, 10_000)], [(0, 10_000)]),
        ([(10_000, 20_000)], [(0, 10_000)], [(0, 20_000)]),
        ([(0, 10_000), (10_000, 20_000)], [], [(0, 20_000)]),
        ([(10_000, 20_000), (0, 10_000)], [], [(0, 10_000)]),
        ([(5_000, 20_000)], [(0, 10_000)], [(0, 20_000)]),
    ],
)
def test_in_order_only_what_follows_counts(claims, known, parts):
    counted = count(claims, known, length=LENGTH, allowed=LENGTH, in_order=True)
    assert counted.parts == parts


def test_too_many_separate_parts_are_not_kept():
    known = [(number * 2000, number * 2000 + 100) for number in range(1, MOST_PARTS + 1)]
    counted = count([(1, 2)], known, length=10_000_000, allowed=10_000)
    assert len(counted.parts) <= MOST_PARTS and measure(counted.parts) >= measure(known)
    far = count([(5_000_000, 5_000_100)], known, length=10_000_000, allowed=10_000)
    assert (far.parts, far.added, far.cut) == (known, 0, 100)


@pytest.mark.parametrize(
    ("passed", "spent", "allowed"),
    [
        (0, 0, GRACE_MS),
        (10_000, 0, MAX_SPEED * 10_000 + GRACE_MS),
        (10_000, 20_000, GRACE_MS),
        (10_000, 25_000, 0),
        (10_000, 99_000, 0),
        (-10_000, 0, GRACE_MS),
    ],
)
def test_what_time_allows(passed, spent, allowed):
    assert allowance(opened_ms=1_000_000, now_ms=1_000_000 + passed, counted_since=spent) == allowed


@pytest.mark.parametrize(
    "said",
    [
        None, {}, "x", [1], [[1]], [[1, 2, 3]], [["0", "1"]], [[2, 1]], [[-1, 1]], [[0, float("nan")]],
        [[0, float("inf")]], [[True, 2]], [[0, 10**9]], [[0, 1]] * (MOST_CLAIMS + 1),
    ],
)  # fmt: skip
def test_what_is_no_claim(said):
    assert read_claims(said) is None


def test_claims_are_read_in_milliseconds():
    assert read_claims([[0, 1.5], [2, 2]]) == [(0, 1500), (2000, 2000)]
    assert read_claims([]) == []


@pytest.mark.parametrize(
    ("part", "expected"),
    [((900, 5000), (0, 5000)), ((1001, 5000), (1001, 5000)), ((0, 59_000), (0, 60_000)), ((0, 58_999), (0, 58_999)),
     ((61_000, 62_000), None), ((0, 99_000), (0, 60_000))],
)  # fmt: skip
def test_edges(part, expected):
    assert to_edges(part, LENGTH) == expected


def test_frontier():
    assert frontier([]) == 0
    assert frontier([(0, 4000), (9000, 10_000)]) == 4000
    assert frontier([(5000, 9000)]) == 0


@pytest.mark.parametrize(
    ("covered", "percent", "met"),
    [(89_999, 90, False), (90_000, 90, True), (0, 1, False), (100_000, 100, True)],
)
def test_enough(covered, percent, met):
    assert is_met({"length_ms": 100_000, "watch_percent": percent}, covered) is met


def test_a_video_of_unknown_length_is_never_watched_enough():
    assert not is_met({"length_ms": 0, "watch_percent": 1}, 10)
    assert percent_watched(10, 0) == 0
    assert percent_watched(89_999, 100_000) == 89


def test_slices_count_people_who_saw_at_least_half():
    slices = slices_of(10_000, [[(0, 10_000)], [(0, 500), (4000, 4600)]], most=10)
    assert [one.people for one in slices] == [2, 1, 1, 1, 2, 1, 1, 1, 1, 1]
    assert len(slices_of(3_600_000, [], most=24)) == 24
    assert slices_of(0, []) == []


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0:07", 7),
        ("1:05", 65),
        ("1:02:30", 3750),
        ("12", 12),
        ("1:60", None),
        ("x", None),
        ("", None),
        ("١:٠٥", None),
    ],
)
def test_times(text, seconds):
    assert read_time(text) == seconds
    if seconds is not None and ":" in text:
        assert write_time(seconds) == text


@pytest.mark.parametrize(
    ("at", "wanted", "chapters", "start"),
    [(16, 10, [0, 4], 10), (16, None, [0, 10, 16], 10), (16, 20, [0], 0), (16, None, [], 0)],
)
def test_where_a_part_is_watched_again_from(at, wanted, chapters, start):
    assert again_from(at, wanted, chapters) == start


def test_captions_are_read():
    cues = read_cues(CAPTIONS.encode())
    assert [(cue.start, cue.end, cue.text) for cue in cues] == [
        (0, 30_000, "Etiketi takın."),
        (30_000, 100_000, "Sonra kaldırın & yazın."),
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [("x", 1), ("WEBVTTx\n\n", 1), ("WEBVTT\n\n00:01 --> 00:02\nx", 3), ("WEBVTT\n\n00:02.000 --> 00:01.000\nx", 3),
     ("WEBVTT\n\nNOTE nothing", 3), ("WEBVTT\n\n00:02.000 --> 00:03.000\nx\n\n00:01.000 --> 00:02.000\ny", 6)],
)  # fmt: skip
def test_what_is_no_captions(text, line):
    with pytest.raises(NotCaptions) as caught:
        read_cues(text.encode())
    assert caught.value.line == line


def test_captions_that_are_no_text():
    with pytest.raises(NotCaptions):
        read_cues(b"WEBVTT\n\n\xff\xfe")


def _element(name, content, width=1):
    size = len(content) | (0x80 if width == 1 else 0x4000)
    return bytes.fromhex(name) + size.to_bytes(width, "big") + content


def webm_head(milliseconds):
    """The head of a WebM file of this length."""
    info = _element("2AD7B1", (1_000_000).to_bytes(3, "big")) + _element(
        "4489", struct.pack(">d", milliseconds)
    )
    inside = _element("EC", b"\0" * 20) + _element("1549A966", info)
    return _element("1A45DFA3", b"\x42\x86\x81\x01") + _element("18538067", inside, 2)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (mp4_head(34), 34_000),
        (mp4_head(12.5, scale=48_000), 12_500),
        (webm_head(34_080.0), 34_080),
        (b"", None),
        (b"%PDF-1.7 and more of it", None),
        (mp4_head(34)[:40], None),
        (mp4_head(0), None),
        (mp4_head(100_000), None),
        (b"\x1a\x45\xdf\xa3" + b"\xff" * 40, None),
        (b"\0\0\0\x08ftyp" + b"\0\0\0\x01free" + b"\0" * 8, None),
    ],
    ids=[
        "mp4",
        "other scale",
        "webm",
        "empty",
        "pdf",
        "cut off",
        "no length",
        "too long",
        "no webm",
        "odd boxes",
    ],
)
def test_lengths_of_files(content, expected):
    assert length_ms(io.BytesIO(content)) == expected


@given(st.binary(max_size=200))
def test_any_bytes_are_read_without_trouble(content):
    for head in (b"", b"\x1a\x45\xdf\xa3", b"\0\0\0\x10ftyp"):
        length_ms(io.BytesIO(head + content))
