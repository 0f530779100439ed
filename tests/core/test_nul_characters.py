"""No address with a NUL in it is an error of ours."""

import pytest


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/verify/a%00b/", "/shared/%00/", "/join/%00/", "/programmes/%00/"])
def test_a_nul_in_a_path_is_not_found(client, path):
    assert client.get(path).status_code in (404, 200)


@pytest.mark.django_db
def test_a_nul_in_a_query_stays_a_strange_value(client):
    response = client.get("/search/?q=ener%00ji")
    assert response.status_code == 200
    assert response.context["query"] == "ener\ufffdji"
