"""Typed text and rich text: nothing typed becomes other markup, and what can come back comes back the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.courses.rules.plain_text import to_plain_text, to_rich_text


@pytest.mark.parametrize(
    ("typed", "rich"),
    [
        ("", ""),
        ("  \n\n ", ""),
        ("Bir\n\niki", "<p>Bir</p><p>iki</p>"),
        ("Bir\niki", "<p>Bir<br/>iki</p>"),
        ("## Başlık\nmetin", "<h2>Başlık</h2><p>metin</p>"),
        ("### Alt", "<h3>Alt</h3>"),
        ("- bir\n- iki", "<ul><li>bir</li><li>iki</li></ul>"),
        ("Önce\n- bir\nsonra", "<p>Önce</p><ul><li>bir</li></ul><p>sonra</p>"),
        ("1. bir\n2) iki", "<ol><li>bir</li><li>iki</li></ol>"),
        ("**kalın** ve **iki söz**", "<p><b>kalın</b> ve <b>iki söz</b></p>"),
        ("2 ** 3", "<p>2 ** 3</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("a & b", "<p>a &amp; b</p>"),
        ("\r\nBir\r\n\r\niki", "<p>Bir</p><p>iki</p>"),
    ],
)
def test_typed_text_becomes_rich_text(typed, rich):
    assert to_rich_text(typed) == rich


@pytest.mark.parametrize(
    "rich",
    [
        '<p><a href="https://example.org">bağ</a></p>',
        "<p><i>eğik</i></p>",
        '<embed embedtype="image" id="1"/>',
        "<ul><li>bir<ul><li>iki</li></ul></li></ul>",
        "çıplak",
        '<p style="x">a</p>',
        "<hr/>",
    ],
)
def test_what_the_box_cannot_hold_is_said(rich):
    assert to_plain_text(rich) is None


@given(st.text(alphabet="abİıçğ -#*.1>&<\n", max_size=120))
def test_there_and_back_keeps_the_text(typed):
    rich = to_rich_text(typed)
    back = to_plain_text(rich)
    if back is not None:
        assert to_rich_text(back) == rich


@given(
    st.lists(st.text(alphabet="abcçğıİ ", min_size=1, max_size=20).filter(str.strip), min_size=1, max_size=5)
)
def test_plain_paragraphs_always_come_back(paragraphs):
    typed = "\n\n".join(" ".join(text.split()) for text in paragraphs)
    assert to_plain_text(to_rich_text(typed)) == typed
