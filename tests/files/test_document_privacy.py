"""Security statement 4: what lies in a closed collection, or below one, answers exactly as what is not there."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.documents.forms import get_document_form
from wagtail.images.forms import get_image_form
from wagtail.models import CollectionViewRestriction

from files.access import visible_documents
from files.forms import LicensedDocumentForm, LicensedImageForm
from files.models import LicensedImage
from tests.factories.accounts import UserFactory
from tests.factories.toolkits import make_collection_folder, make_document, make_picture, root_collection
from toolkits.library.models import Download

pytestmark = pytest.mark.django_db
CONDITIONS = [
    {},
    {"HTTP_IF_NONE_MATCH": "*"},
    {"HTTP_IF_NONE_MATCH": '"e69de29"'},
    {"HTTP_IF_MODIFIED_SINCE": "Fri, 01 Jan 2038 00:00:00 GMT"},
    {"HTTP_RANGE": "bytes=0-3"},
]


@pytest.fixture
def closed():
    """A closed collection, one below it, and a document in each."""
    folder = make_collection_folder()
    below = make_collection_folder("Altta", folder)
    CollectionViewRestriction.objects.create(collection=folder, restriction_type="login")
    return [make_document("gizli.pdf", collection=folder), make_document("alt.pdf", collection=below)]


def _comparable(response):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    headers = {
        name: value
        for name, value in response.headers.items()
        if name not in ("X-Request-Id", "X-Request-ID")
    }
    return response.status_code, headers, content


@pytest.mark.parametrize("conditions", CONDITIONS)
@pytest.mark.parametrize("method", ["get", "head"])
def test_a_closed_document_answers_like_a_missing_one(client, closed, conditions, method):
    missing_id = max(document.pk for document in closed) + 1000
    call = getattr(client, method)
    for document in closed:
        for address in ("/download/{}/", "/documents/{}/" + document.filename):
            closed_answer = _comparable(call(address.format(document.pk), **conditions))
            missing_answer = _comparable(call(address.format(missing_id), **conditions))
            assert closed_answer[0] == 404
            text = missing_answer[2].replace(str(missing_id).encode(), str(document.pk).encode())
            assert closed_answer == (missing_answer[0], missing_answer[1], text)
    assert not Download.objects.exists()


def test_a_closed_document_costs_as_many_queries_as_a_missing_one(client, closed):
    numbers = set()
    client.get("/download/999999/")
    for address in ("/documents/999999/x.pdf", f"/documents/{closed[1].pk}/{closed[1].filename}"):
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        numbers.add(len(queries))
    assert len(numbers) == 1


def test_a_person_who_may_see_the_collection_gets_it(client, closed):
    client.force_login(UserFactory())
    response = client.get(f"/download/{closed[1].pk}/")
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == b"%PDF-1.4 liste"


def test_a_collection_with_a_shared_password_is_closed_to_all(client):
    folder = make_collection_folder()
    CollectionViewRestriction.objects.create(collection=folder, restriction_type="password", password="x")
    document = make_document(collection=folder)
    client.force_login(UserFactory())
    assert client.get(f"/download/{document.pk}/").status_code == 404
    assert document not in visible_documents(None)


def test_documents_do_not_lie_where_a_web_server_hands_files_out(client):
    document = make_document()
    assert not default_storage.exists(document.file.name)
    assert client.get(f"/media/{document.file.name}").status_code == 404


def test_a_wrong_file_name_is_missing(client):
    document = make_document("liste.pdf")
    assert client.get(f"/documents/{document.pk}/baska.pdf").status_code == 404
    assert client.get(f"/documents/{document.pk}/{document.filename}").status_code == 200


@pytest.mark.parametrize("path", ["/download/99999999999999999999999/", "/documents/99999999999999999/x.pdf"])
def test_huge_numbers_are_missing(client, path):
    assert client.get(path).status_code == 404


def test_headers_of_a_document(client):
    document = make_document("çalışma listesi.xlsx", b"PK")
    response = client.get(f"/download/{document.pk}/")
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["Content-Length"] == "2"
    again = client.get(f"/download/{document.pk}/", HTTP_IF_NONE_MATCH=response["ETag"])
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("asked", "status", "body", "content_range"),
    [
        ("bytes=0-3", 206, b"0123", "bytes 0-3/10"),
        ("bytes=7-", 206, b"789", "bytes 7-9/10"),
        ("bytes=-2", 206, b"89", "bytes 8-9/10"),
        ("bytes=5-99", 206, b"56789", "bytes 5-9/10"),
        ("bytes=20-30", 416, b"", "bytes */10"),
        ("bytes=-", 416, b"", "bytes */10"),
        ("bytes=0-1,3-4", 200, b"0123456789", None),
        ("lines=1-2", 200, b"0123456789", None),
    ],
)
def test_parts_of_a_video(client, asked, status, body, content_range):
    document = make_document("film.mp4", b"0123456789")
    response = client.get(f"/documents/{document.pk}/{document.filename}", HTTP_RANGE=asked)
    assert response.status_code == status
    assert (b"".join(response.streaming_content) if response.streaming else response.content) == body
    assert response.get("Content-Range") == content_range
    assert response["Content-Disposition"].startswith("inline") or status == 416


def test_a_file_that_is_gone_is_missing(client):
    document = make_document()
    document.file.storage.delete(document.file.name)
    assert client.get(f"/download/{document.pk}/").status_code == 404


def test_pictures_of_an_open_collection_are_public_and_originals_are_not(client):
    picture = make_picture()
    size = picture.get_rendition("width-10")
    response = client.get(size.url)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    assert "public" in response["Cache-Control"]
    assert client.get(f"/media/{picture.file.name}").status_code == 404
    client.force_login(UserFactory(is_superuser=True))
    assert client.get(f"/media/{picture.file.name}").status_code == 200


def test_pictures_of_a_closed_collection_are_missing(client):
    folder = make_collection_folder()
    CollectionViewRestriction.objects.create(collection=folder, restriction_type="login")
    size = make_picture(collection=make_collection_folder("Altta", folder)).get_rendition("width-10")
    assert client.get(size.url).status_code == 404
    client.force_login(UserFactory())
    response = client.get(size.url)
    assert response.status_code == 200
    assert "private" in response["Cache-Control"]


@pytest.mark.parametrize(
    "path",
    [
        "images/../../db.sqlite3",
        "images/none.png",
        "images/x.svg",
        "images/x.html",
        "notes.txt",
        "images/%00.png",
    ],
)
def test_nothing_else_in_the_media_folder_is_served(client, path):
    default_storage.save("notes.txt", ContentFile(b"x"))
    assert client.get(f"/media/{path}").status_code in (400, 404)


def test_forms_ask_for_credit_licence_and_words():
    root_collection()
    image_form = get_image_form(LicensedImage)
    assert issubclass(image_form, LicensedImageForm)
    form = image_form(
        {"title": "x", "licence": "", "credit": "", "description": ""}, user=UserFactory(is_superuser=True)
    )
    assert {"credit", "licence", "description"} <= set(form.errors)
    document_form = get_document_form(type(make_document()))
    assert issubclass(document_form, LicensedDocumentForm)
    form = document_form({"title": "x", "language": "fr"}, user=UserFactory(is_superuser=True))
    assert {"credit", "licence", "language"} <= set(form.errors)
