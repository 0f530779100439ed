"""Dates as people write them: each language in its own order."""

from datetime import datetime

import pytest
from django.template import Context, Template
from django.utils import timezone, translation

AT = timezone.make_aware(datetime(2026, 12, 7, 16, 30))


@pytest.mark.parametrize(
    ("language", "form", "text"),
    [
        ("tr", "date:'DATE_FORMAT'", "7 Aralık 2026"),
        ("ar", "date:'SHORT_DATETIME_FORMAT'", "07/12/2026 16:30"),
        ("tr", "long_day", "7 Aralık 2026 Pazartesi"),
        ("ar", "long_day", "الاثنين، 7 ديسمبر 2026"),
        ("en", "long_day", "Monday, 7 December 2026"),
    ],
)
def test_dates(language, form, text):
    with translation.override(language):
        assert Template("{{ at|" + form + " }}").render(Context({"at": AT})) == text
