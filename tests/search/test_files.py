"""Text inside files: found by page, opened there, read once, and gone when the file or its page is closed."""

import pytest
from django.core.cache import caches
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from core import outbox
from search import reading_files
from search.file_models import FileReading, ReadingState
from search.indexing import rebuild
from search.models import SearchEntry
from search.reading_files import read_file
from tests.factories.accounts import UserFactory
from tests.factories.toolkits import make_collection_folder, make_document, make_toolkit
from tests.search import made_files

pytestmark = pytest.mark.django_db

PAGES = ("Giris", "Kompresor odasi havalandirma", "Filtre bakimi", "Kompresor filtresi")


@pytest.fixture
def offered():
    """A toolkit with a PDF of four pages, all indexed."""
    document = make_document("olcum.pdf", made_files.pdf(*PAGES), title="Ölçüm kılavuzu")
    toolkit = make_toolkit(title="Basınçlı hava taraması", documents=[document])
    outbox.deliver_all()
    return document, toolkit


def found(client, query: str, **more):
    caches["default"].clear()
    return client.get("/search/", {"q": query, **more}).context["results"]


def test_a_page_of_a_file_is_found_and_opens_there(client, offered):
    document, toolkit = offered
    (result,) = found(client, "havalandırma")
    assert result.title == "Ölçüm kılavuzu"
    assert result.under == toolkit.title
    assert result.facts == ["PDF", "sayfa 2"] or result.facts == ["PDF", "page 2"]
    assert result.url == f"/search/file/{document.pk}/#page=2"
    response = client.get(result.url.split("#")[0])
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("inline")
    assert b"".join(response.streaming_content).startswith(b"%PDF")


def test_pages_of_one_file_are_one_result_with_further_pages(client, offered):
    results = [one for one in found(client, "kompresör") if one.hit.kind == "file"]
    assert len(results) == 1
    assert len(results[0].further) == 1
    pages = {results[0].url[-1], results[0].further[0].url[-1]}
    assert pages == {"2", "4"}


def test_only_the_first_page_is_found_by_the_files_title(client, offered):
    assert [one.hit.page_number for one in found(client, "ölçüm kılavuzu")] == [1]


def test_files_narrow_by_kind_of_file(client, offered):
    assert found(client, "filtre", format="pdf")
    assert not found(client, "filtre", format="docx")


@pytest.mark.parametrize("way", ["file", "page", "unpublish", "delete file", "delete page", "past signals"])
def test_what_is_closed_is_gone_at_once(client, offered, way):
    document, toolkit = offered
    assert found(client, "havalandırma")
    if way == "file":
        folder = make_collection_folder()
        CollectionViewRestriction.objects.create(collection=folder, restriction_type="login")
        document.collection = folder
        document.save()
    elif way == "page":
        PageViewRestriction.objects.create(page=toolkit, restriction_type="login")
    elif way == "unpublish":
        toolkit.unpublish()
    elif way == "delete page":
        toolkit.delete()
    elif way == "delete file":
        toolkit.files.all().delete()
        document.delete()
    else:
        folder = make_collection_folder()
        CollectionViewRestriction.objects.bulk_create(
            [CollectionViewRestriction(collection=folder, restriction_type="login")]
        )
        type(document).objects.filter(pk=document.pk).update(collection=folder)
    assert not found(client, "havalandırma")
    assert client.get("/search/", {"q": "havalandırma"}).context["total"] == 0
    if way not in ("past signals", "delete file"):
        assert not SearchEntry.objects.filter(file_id=document.pk).exists()
    outbox.deliver_all()
    assert not found(client, "havalandırma")


def test_a_file_of_two_pages_is_found_at_the_other_when_one_closes(client, offered):
    document, toolkit = offered
    other = make_toolkit(title="Başka set", documents=[document])
    outbox.deliver_all()
    assert [one.under for one in found(client, "havalandırma")] == [toolkit.title]
    toolkit.unpublish()
    outbox.deliver_all()
    assert [one.under for one in found(client, "havalandırma")] == [other.title]


def test_an_opened_folder_is_found_again(client, offered):
    document, _toolkit = offered
    folder = make_collection_folder()
    document.collection = folder
    document.save()
    closing = CollectionViewRestriction.objects.create(collection=folder, restriction_type="login")
    outbox.deliver_all()
    assert not found(client, "havalandırma")
    assert client.get(f"/search/file/{document.pk}/").status_code == 404
    closing.delete()
    outbox.deliver_all()
    assert found(client, "havalandırma")


def test_a_file_that_hangs_on_no_page_is_read_but_not_found(client):
    document = make_document("gizli.pdf", made_files.pdf("Sirlar"))
    outbox.deliver_all()
    assert FileReading.objects.get(document=document).state == ReadingState.READ
    rebuild()
    assert not found(client, "sirlar")


def test_the_same_bytes_are_read_once(offered, monkeypatch):
    document, _toolkit = offered
    monkeypatch.setattr(reading_files, "read_pages", lambda *a, **k: pytest.fail("read again"))
    read_file(document)
    twin = make_document("kopya.pdf", made_files.pdf(*PAGES))
    assert read_file(twin).state == ReadingState.READ
    assert list(twin.reading.pages.values_list("number", "text")) == list(
        document.reading.pages.values_list("number", "text")
    )


def test_other_bytes_are_read_and_the_old_text_goes(client, offered):
    document, _toolkit = offered
    from django.core.files.base import ContentFile

    document.file.save("olcum.pdf", ContentFile(made_files.pdf("Yeni metin")), save=False)
    document._set_document_file_metadata()
    document.save()
    outbox.deliver_all()
    assert not found(client, "havalandırma")
    assert found(client, "yeni metin")


def test_a_broken_file_is_found_by_its_title_and_its_editor_is_told(client):
    document = make_document("bozuk.docx", b"PK nothing", title="Bozuk belge")
    make_toolkit(documents=[document])
    outbox.deliver_all()
    assert [one.title for one in found(client, "bozuk belge")] == ["Bozuk belge"]
    client.force_login(UserFactory(is_superuser=True))
    html = client.get("/cms/reports/search/files/").content.decode()
    assert "Bozuk belge" in html
    assert str(ReadingState.REFUSED.label) in html
    edit = client.get(f"/cms/documents/edit/{document.pk}/").content.decode()
    assert str(ReadingState.REFUSED.label) in edit


def test_a_missing_file_harms_nothing():
    document = make_document("yok.pdf", made_files.pdf("x"))
    document.file.storage.delete(document.file.name)
    outbox.deliver_all()
    assert FileReading.objects.get(document=document).state == ReadingState.MISSING


def test_a_rebuild_finds_the_same(client, offered):
    before = sorted(SearchEntry.objects.values_list("key", flat=True))
    rebuild()
    assert sorted(SearchEntry.objects.values_list("key", flat=True)) == before


def test_queries_do_not_grow_with_files(client, django_assert_max_num_queries):
    def make(number: int) -> None:
        documents = [
            make_document(f"d{number}-{one}.pdf", made_files.pdf(f"Enerji {number}")) for one in range(3)
        ]
        make_toolkit(title=f"Set {number}", slug=f"set-{number}", documents=documents)

    def count() -> int:
        outbox.deliver_all()
        client.get("/search/", {"q": "menus are cached now"})
        caches["default"].clear()
        with django_assert_max_num_queries(45) as queries:
            client.get("/search/", {"q": "enerji"})
        return len(queries)

    make(1)
    few = count()
    for number in range(2, 6):
        make(number)
    assert count() == few
