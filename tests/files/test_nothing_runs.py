"""Security statement 26: script in an uploaded drawing, page, PDF or Office file never runs on the site's origin.

Outside the player of packages there are two doors: pictures (only kinds that cannot run anything) and documents (never
shown by the browser, except films and their captions, and all in a sandbox).
"""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.documents.forms import get_document_form
from wagtail.images.forms import get_image_form

from files.models import LicensedDocument, LicensedImage
from files.sending import INLINE_TYPES
from files.storage import private_storage
from tests.factories.accounts import UserFactory
from tests.factories.toolkits import make_document, make_picture, root_collection

pytestmark = pytest.mark.django_db
SCRIPTS = {
    "drawing.svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(2)</script></svg>',
    "page.html": b"<!doctype html><script>alert(document.cookie)</script>",
    "page.xhtml": b'<html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>',
    "page.htm": b"<script>alert(1)</script>",
    "data.xml": b'<?xml-stylesheet href="x.xsl"?><x/>',
    "code.js": b"alert(1)",
}
# Kinds that are taken, with a content that would run if a browser took it for a page or opened it itself.
TAKEN = {
    "sheet.pdf": b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj",
    "letter.docx": b"PK\x03\x04<script>alert(1)</script>",
    "table.csv": b"<script>alert(1)</script>",
    "notes.txt": b"<!doctype html><script>alert(1)</script>",
    "files.zip": b"PK\x05\x06" + bytes(18),
    "film.mp4": b"<!doctype html><script>alert(1)</script>",
    "words.vtt": b"WEBVTT\n\n00:00.000 --> 00:01.000\n<script>alert(1)</script>",
}


def person():
    root_collection()
    return UserFactory(is_superuser=True)


def described(**more):
    return {"title": "x", "credit": "x", "licence": "cc0", "version": "1.0", "description": "x", **more}


@pytest.mark.parametrize("name", SCRIPTS)
def test_what_a_browser_would_run_is_no_document(name):
    form = get_document_form(LicensedDocument)(
        described(), {"file": SimpleUploadedFile(name, SCRIPTS[name])}, user=person()
    )
    assert "file" in form.errors


@pytest.mark.parametrize("name", [*SCRIPTS, "renamed.png", "renamed.jpg", "renamed.webp"])
def test_what_a_browser_would_run_is_no_picture(name):
    content = SCRIPTS.get(name, SCRIPTS["drawing.svg"])
    form = get_image_form(LicensedImage)(
        described(), {"file": SimpleUploadedFile(name, content, content_type="image/png")}, user=person()
    )
    assert "file" in form.errors


@pytest.mark.parametrize("name", [*SCRIPTS, *TAKEN])
def test_no_document_is_shown_where_its_script_would_run(client, name):
    """Also one that came in before the list of types was what it is."""
    document = make_document(name, {**SCRIPTS, **TAKEN}[name])
    for address in (f"/documents/{document.pk}/{document.filename}", f"/download/{document.pk}/"):
        for conditions in ({}, {"HTTP_RANGE": "bytes=0-9"}):
            response = client.get(address, **conditions)
            assert response.status_code in (200, 206)
            kind = response["Content-Type"].partition(";")[0]
            assert response["Content-Disposition"].startswith("attachment") or kind in INLINE_TYPES
            assert response["X-Content-Type-Options"] == "nosniff"
            policy = {part.strip() for part in response["Content-Security-Policy"].split(";")}
            assert {"default-src 'none'", "sandbox"} <= policy


def test_what_is_shown_is_nothing_that_can_run():
    assert frozenset({"video/mp4", "video/webm", "text/vtt"}) == INLINE_TYPES


@pytest.mark.parametrize("name", [*SCRIPTS, "x.svgz", "x.shtml", "x.php"])
def test_nothing_that_runs_is_served_from_the_folder_of_pictures(client, name):
    client.force_login(UserFactory(is_superuser=True))
    for folder in ("images", "original_images"):
        stored = default_storage.save(
            f"{folder}/{name}", ContentFile(SCRIPTS.get(name, SCRIPTS["page.html"]))
        )
        try:
            assert client.get(f"/media/{stored}").status_code == 404
        finally:
            default_storage.delete(stored)


def test_a_picture_that_is_none_is_served_as_a_picture_in_a_sandbox(client):
    """A page under the name of a picture, however it came there: the browser is told to take it for nothing else."""
    picture = make_picture()
    size = picture.get_rendition("width-10")
    with default_storage.open(size.file.name, "wb") as target:
        target.write(SCRIPTS["page.html"])
    response = client.get(size.url)
    assert b"".join(response.streaming_content) == SCRIPTS["page.html"]
    assert response["Content-Type"] == "image/png"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_uploads_in_quarantine_have_no_address(client):
    """What waits to be looked through lies in the private storage; no address leads there by its path."""
    client.force_login(UserFactory(is_superuser=True))
    name = private_storage().save("h5p/quarantine/x.h5p", io.BytesIO(b"PK"))
    try:
        for address in (
            f"/media/{name}",
            f"/documents/{name}",
            f"/static/{name}",
            f"/{name}",
            f"/h5p/lib/{name}",
        ):
            assert client.get(address).status_code == 404
    finally:
        private_storage().delete(name)
