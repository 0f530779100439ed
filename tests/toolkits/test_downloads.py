"""Downloads are counted once, anonymously, and only when somebody fetched the file."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError

from tests.factories.toolkits import make_document, make_toolkit
from toolkits.library.models import Download, DownloadCount
from toolkits.library.selectors.toolkit import toolkit_files
from toolkits.library.services import downloads
from toolkits.library.services.downloads import fold_downloads

pytestmark = pytest.mark.django_db


@pytest.fixture
def document():
    return make_document()


def test_a_download_is_counted_without_a_person(client, document):
    client.get(f"/en/download/{document.pk}/")
    row = Download.objects.get()
    assert (row.document_id, row.language) == (document.pk, "en")
    assert {field.name for field in Download._meta.fields} == {"id", "document", "language", "at"}


@pytest.mark.parametrize(
    "extra",
    [
        {"HTTP_USER_AGENT": "Googlebot/2.1"},
        {"HTTP_USER_AGENT": "facebookexternalhit/1.1"},
        {"HTTP_SEC_PURPOSE": "prefetch;prerender"},
        {"HTTP_PURPOSE": "prefetch"},
        {"HTTP_RANGE": "bytes=5-9"},
        {"HTTP_RANGE": "bytes=99999-"},
        {"REQUEST_METHOD": "HEAD"},
    ],
)
def test_what_is_not_counted(client, document, extra):
    client.get(f"/download/{document.pk}/", **extra)
    assert not Download.objects.exists()


def test_an_unchanged_file_is_not_counted_again(client, document):
    etag = client.get(f"/download/{document.pk}/")["ETag"]
    assert client.get(f"/download/{document.pk}/", HTTP_IF_NONE_MATCH=etag).status_code == 304
    assert Download.objects.count() == 1


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_only_reading_is_allowed(client, document, method):
    assert getattr(client, method)(f"/download/{document.pk}/").status_code == 405


def test_a_busy_database_does_not_keep_the_file_back(client, document, monkeypatch):
    def refuse(**_fields):
        raise DatabaseError("database is locked")

    monkeypatch.setattr(downloads.Download.objects, "create", refuse)
    response = client.get(f"/download/{document.pk}/")
    assert b"".join(response.streaming_content) == b"%PDF-1.4 liste"


def test_folding_keeps_every_count_and_may_run_twice(document):
    other = make_document("b.pdf")
    moments = [datetime(2026, 3, 1, 20, 59, tzinfo=UTC), datetime(2026, 3, 1, 21, 1, tzinfo=UTC)]
    Download.objects.bulk_create(
        [Download(document=document, language="tr", at=moment) for moment in moments * 3]
        + [Download(document=other, language="ar", at=moments[0])]
    )
    page = make_toolkit(documents=[document, other])
    assert [file.downloads for file in toolkit_files(page)] == [6, 1]
    assert fold_downloads(limit=4) == 4
    assert [file.downloads for file in toolkit_files(page)] == [6, 1]
    assert fold_downloads() == 3
    assert fold_downloads() == 0
    days = dict(DownloadCount.objects.filter(document=document).values_list("on__day", "count"))
    assert days == {1: 3, 2: 3}
    Download.objects.create(document=document, language="tr", at=moments[0])
    fold_downloads()
    assert [file.downloads for file in toolkit_files(page)] == [7, 1]
