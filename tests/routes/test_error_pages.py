"""Every refusal is a page in the language of the address, with the strict policy, and says what to do."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed, HttpResponseNotFound
from django.test import Client
from django.urls import path

from config import urls as site_urls
from tests.factories.accounts import UserFactory


def forbidden(request):
    raise PermissionDenied


def silent(request, status):
    return HttpResponseNotFound() if status == 404 else HttpResponseNotAllowed(["POST"])


handler400 = site_urls.handler400
handler403 = site_urls.handler403
handler404 = site_urls.handler404
handler500 = site_urls.handler500
urlpatterns = [
    path(f"{prefix}try/{name}", view)
    for prefix in ("", "en/", "ar/")
    for name, view in (("forbidden/", forbidden), ("silent/<int:status>/", silent))
] + site_urls.urlpatterns

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
LANGUAGES = [("", "tr", "ltr"), ("/en", "en", "ltr"), ("/ar", "ar", "rtl")]
WORDS = {
    400: ("Bunu okuyamadık", "We could not read this", "لم نتمكن من قراءة هذا"),
    403: ("Burası size açık değil", "This is not open to you", "هذا غير مفتوح لك"),
    404: ("Bu sayfa burada değil", "This page is not here", "هذه الصفحة ليست هنا"),
    405: (
        "Bu adres tek başına açılmaz",
        "This address cannot be opened by itself",
        "لا يُفتح هذا العنوان وحده",
    ),
    413: ("Bu çok büyük", "This is too large", "هذا كبير جدًا"),
}
KEY = "8d0c5a4e-3f3b-4d43-9d37-3a6a0a2f1a11"


def send(client: Client, kind: int, prefix: str):
    """An answer with this status from an address of ours."""
    match kind:
        case 400:
            return client.post(f"{prefix}/accounts/login/", b"x", content_type="multipart/form-data")
        case 403:
            return client.get(f"{prefix}/try/forbidden/")
        case 404:
            return client.get(f"{prefix}/learn/{KEY}/")
        case 405:
            return client.get(f"{prefix}/collections/{KEY}/delete/")
        case _:
            return client.post(f"{prefix}/accounts/login/", {"login": "x" * (2 * 1024 * 1024)})


@pytest.mark.parametrize("kind", list(WORDS))
@pytest.mark.parametrize(("prefix", "language", "direction"), LANGUAGES)
def test_a_refusal_is_a_page_in_the_language_of_the_address(client, kind, prefix, language, direction):
    client.force_login(UserFactory())
    response = send(client, kind, prefix)
    html = response.content.decode()
    assert response.status_code == kind
    assert f'<html lang="{language}" dir="{direction}">' in html
    assert WORDS[kind][("tr", "en", "ar").index(language)] in html
    assert f'href="{prefix}/"' in html
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_refused_method_still_says_which_are_taken(client):
    client.force_login(UserFactory())
    response = client.get(f"/collections/{KEY}/delete/")
    assert response["Allow"] == "POST"


@pytest.mark.parametrize("status", [404, 405])
def test_a_refusal_without_a_word_gets_its_page(client, status):
    response = client.get(f"/en/try/silent/{status}/")
    assert response.status_code == status
    assert '<html lang="en"' in response.content.decode()
