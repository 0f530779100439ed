"""Made-up pages for measuring search: words of the demo programme in the frequencies of a language, eight facets.

The words stand in a fixed order, so that which are rare, middling or common is known and the same in every run.
"""

import itertools
import random
import re
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Locale, Page

from demo.load_paths import CONTENT
from search.documents.base import SearchDocument, page_source
from search.engines import table
from search.queries import FACETS

TITLE, SUMMARY, TEXT = 5, 14, 100
FALL = 0.9
"""The nth word is used 1 / n ** FALL times as often as the first."""
VALUES = 12
STEP = 4
FIRST_STEP = 10 * 36**3
"""After every page that the demo programme has at the same place of the tree."""
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@cache
def vocabulary() -> tuple[str, ...]:
    """Some 10,000 Turkish words of the demo programme, in one fixed random order."""
    found = {
        word
        for path in sorted(CONTENT.rglob("*.tr.md"))
        for word in re.findall(r"[^\W\d_]{4,}", path.read_text(encoding="utf-8"))
    }
    words = sorted(found)
    random.Random(1).shuffle(words)
    return tuple(words)


def documents(first: int, count: int, pages: list[int]) -> Iterator[SearchDocument]:
    """Documents number `first` and on, each for a page of its own."""
    words = vocabulary()
    weights = list(itertools.accumulate(1 / (number + 1) ** FALL for number in range(len(words))))
    for number, page in zip(range(first, first + count), pages, strict=True):
        chance = random.Random(number)
        text = " ".join(chance.choices(words, cum_weights=weights, k=TITLE + SUMMARY + TEXT)).split()
        yield SearchDocument(
            source=page_source(page),
            translation_key=uuid.UUID(int=number + 1),
            language="tr",
            kind=f"kind{number % 6}",
            title=" ".join(text[:TITLE]),
            summary=" ".join(text[TITLE : TITLE + SUMMARY]),
            text=" ".join(text[TITLE + SUMMARY :]),
            url=f"/made/{number}/",
            page_id=page,
            published_at=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=number),
            facets={
                name: frozenset({f"{name}{chance.randrange(VALUES)}", f"{name}{chance.randrange(VALUES)}"})
                for name in FACETS[1:]
            },
        )


def make_pages(first: int, count: int) -> list[int]:
    """Rows of live pages for documents `first` and on; return their ids."""
    home = Page.objects.filter(depth=2).order_by("path").last()
    assert home is not None
    kind = ContentType.objects.get_for_model(Page)
    locale = Locale.objects.get(language_code="tr")
    made = Page.objects.bulk_create(
        (
            Page(
                path=f"{home.path}{_steps(FIRST_STEP + number)}",
                depth=3, title=f"Made {number}", draft_title=f"Made {number}", slug=f"made-{number}",
                url_path=f"{home.url_path}made-{number}/", content_type=kind, locale=locale, live=True,
                translation_key=uuid.UUID(int=number + 1),
            )
            for number in range(first, first + count)
        ),
        batch_size=1000,
    )  # fmt: skip
    return [page.pk for page in made]


def grow_to(size: int) -> None:
    """Add documents to the database's index until there are `size`; return nothing that is not in it."""
    from search.models import SearchEntry

    first = Page.objects.filter(slug__startswith="made-", depth=3).count()
    count = size - SearchEntry.objects.serving().count()
    for start in range(first, first + max(0, count), 5000):
        some = min(5000, first + count - start)
        table.put(documents(start, some, make_pages(start, some)))


def _steps(number: int) -> str:
    letters = ""
    for _ in range(STEP):
        number, rest = divmod(number, len(ALPHABET))
        letters = ALPHABET[rest] + letters
    return letters
