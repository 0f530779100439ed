"""The gallery: an example of every component that the documents name, and Turkish examples marked as Turkish."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLES = {
    "button": 'class="button button--outline"',
    "card": 'class="card"',
    "badge": "badge badge--good",
    "call-out": 'class="callout callout--',
    "breadcrumb": 'class="breadcrumb"',
    "tabs, pages": 'class="tabs__list"',
    "tabs, one page": "<div data-tabs>",
    "dialog": '<dialog class="dialog',
    "toast": 'class="toast toast--',
    "progress bar": "<progress",
    "progress ring": 'class="ring',
    "woven strip": 'class="picks',
    "stepper": 'class="stepper',
    "avatar": "avatar avatar--large",
    "empty state": 'class="empty"',
    "pagination": 'class="pagination"',
    "facts": 'class="facts"',
    "figure": '<figure class="figure"><img src="[^"]+" alt="[^"]+"',
    "file": 'class="file-list',
    "chart": "<svg[^>]*>.*<rect",
    "disclosure": '<details class="disclosure"',
    "menu": '<details class="menu" data-menu',
    "table": '<table class="table',
    "numbers": 'class="stat__value"',
    "filter chips": 'class="chip" aria-current',
    "search result": 'class="result">.*<mark>',
    "list with lines": 'class="line-list"',
    "numbered instructions": 'class="steps"',
    "one-time codes, QR": 'class="codes".*class="qr"',
    "shown to a room": 'class="projected',
    # Beside the table of docs/design.md:
    "field": 'class="field[ "]',
    "field with an error": 'aria-invalid="true"',
}
"""How an example of each component looks in the gallery's HTML."""
MARKED = '<div lang="tr" dir="ltr">'


def parts(html: str) -> tuple[str, str]:
    """The page's content with its breadcrumb, and what of it stands after the Turkish examples."""
    content = html[html.index('class="skip-link"') :]
    main = content[: content.index("</main>")]
    return main, main[main.index('aria-labelledby="g-form"') :]


def documented() -> set[str]:
    """Components by the table of docs/design.md."""
    text = (ROOT / "docs" / "design.md").read_text("utf-8")
    table = text[text.index("## Components") : text.index("### Learning")]
    names = {line.split("|")[1].strip() for line in table.splitlines() if line.startswith("|")}
    return {name for name in names if name.strip("-")} - {"component"}


def test_every_documented_component_has_an_example_here():
    assert documented() - set(EXAMPLES) == set(), (
        "show it in templates/core/gallery.html and say here how it looks"
    )


@pytest.mark.django_db
def test_the_gallery_shows_every_component(client):
    main, _form = parts(client.get("/gallery/").content.decode())
    assert [name for name, look in EXAMPLES.items() if not re.search(look, main, re.S)] == []


@pytest.mark.django_db
@pytest.mark.parametrize(("prefix", "send"), [("", "Gönder"), ("/en", "Send"), ("/ar", "إرسال")])
def test_turkish_examples_are_marked_in_every_language(client, nothing_set_up, prefix, send):
    """A screen reader must not read them in an English or Arabic voice, nor a browser turn them round."""
    html = client.get(f"{prefix}/gallery/").content.decode()
    main, form = parts(html)
    assert html.count(MARKED) == 2
    for text in ("Eğitimler</a>", "<h1"):
        assert MARKED in main[: main.index(text)], f"{text} stands before the mark"
    assert f">{send}<" in form, "the form is in the page's own language"
    if prefix:
        assert not re.search(
            "[ğışĞİŞ]", re.sub(r'<option.*?</option>|<h2[^>]*lang="tr"[^>]*>.*?</h2>|value="[^"]*"', "", form)
        )
