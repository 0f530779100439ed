"""SEARCH_URL: one address or several, with or without a name; one clear line when it is wrong."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from search.engines.elastic.client import addresses_in
from search.engines.elastic.trying import server_problem


@pytest.mark.parametrize(
    ("url", "addresses", "person"),
    [
        ("http://search:9200", ["http://search:9200"], None),
        ("https://search.example.org", ["https://search.example.org:443"], None),
        (
            "https://ann:s%40y@a:9200, https://b:9200/es/",
            ["https://a:9200", "https://b:9200/es"],
            ("ann", "s@y"),
        ),
        ("http://[::1]:9200", ["http://[::1]:9200"], None),
    ],
)
def test_addresses(url, addresses, person):
    assert addresses_in(url) == (addresses, person)


@pytest.mark.parametrize("url", ["search:9200", "ftp://search", "http://", "http://search:port", " , "])
def test_a_wrong_address_is_said_in_one_line_without_the_password(url):
    with pytest.raises(ImproperlyConfigured) as wrong:
        addresses_in(url.replace("search", "ann:secret@search"))
    assert "SEARCH_URL" in str(wrong.value)
    assert "secret" not in str(wrong.value)
    assert "\n" not in str(wrong.value)


def test_what_is_wrong_is_said(settings):
    settings.SEARCH_URL = "http://ann:secret@127.0.0.1:9"
    problem = server_problem()
    assert "ConnectionError" in problem
    assert "secret" not in problem
    settings.SEARCH_URL = "nonsense"
    assert "SEARCH_URL" in server_problem()
