"""The page of the results that an address asks for, whatever it holds."""

import pytest

from search.views.asked import LAST_PAGE

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", 1),
        ("2", 2),
        ("0", 1),
        ("-1", 1),
        ("x", 1),
        ("\u0663", 1),
        ("0000007", 1),
        ("999999999", LAST_PAGE),
        ("9" * 5000, LAST_PAGE),
    ],
)
def test_any_page_number_is_answered(client, asked, shown):
    response = client.get("/search/", {"q": "enerji", "page": asked})
    assert response.status_code == 200
    assert response.context["page"] == shown
