"""An installation whose name, logo and languages a test may change."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from core import brand
from tests.factories.pages import make_home


@pytest.fixture
def own_brand(db, monkeypatch) -> Iterator[None]:
    """Pages, empty caches, and nothing known of how the installation presented itself; nothing is kept of it after."""
    make_home()
    cache.clear()
    monkeypatch.setattr(brand, "_last", brand.Brand())
    brand.forget_brand()
    yield
    brand.forget_brand()
