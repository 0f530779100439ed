"""The installation's logo on home screens and tabs."""

import io

import pytest
from PIL import Image
from wagtail.images.tests.utils import get_test_image_file

from pages.models import SiteIdentity
from pages.services.identity import save_identity
from tests.factories.toolkits import make_picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_brand")]


def test_without_a_logo_it_is_our_own(client):
    html = client.get("/").content.decode()
    assert "core/favicon" in html and "site-icon" not in html
    assert client.get("/site-icon-180.png").status_code == 404
    assert "maskable-512" in str(client.get("/manifest.webmanifest").json()["icons"])


def test_a_logo_is_the_icon_of_tab_home_screen_and_start_picture(client):
    picture = make_picture()
    save_identity(by=None, logo=picture)
    html = client.get("/").content.decode()
    assert f'<link rel="apple-touch-icon" href="/site-icon-180.png?v={picture.pk}">' in html
    assert "core/favicon" not in html
    icons = client.get("/manifest.webmanifest").json()["icons"]
    assert {icon["sizes"] for icon in icons} == {"192x192", "512x512"}
    for icon in icons:
        answer = client.get(icon["src"])
        made = Image.open(io.BytesIO(answer.content))
        assert answer["Content-Type"] == "image/png"
        assert f"{made.width}x{made.height}" == icon["sizes"]


def test_the_logo_is_whole_and_clear_of_the_edges(client):
    picture = make_picture()
    picture.file = get_test_image_file("kirmizi.png", colour="red")
    picture.save()
    save_identity(by=None, logo=picture)
    made = Image.open(io.BytesIO(client.get("/site-icon-192.png").content)).convert("RGB")
    assert {made.getpixel(place) for place in ((0, 0), (191, 0), (96, 8), (8, 96))} == {(255, 255, 255)}
    assert made.getpixel((96, 96)) == (255, 0, 0)


def test_other_sizes_and_a_lost_file_are_not_there(client):
    picture = make_picture()
    save_identity(by=None, logo=picture)
    assert client.get("/site-icon-4096.png").status_code == 404
    picture.file.storage.delete(picture.file.name)
    assert client.get("/site-icon-180.png").status_code == 404
    SiteIdentity.objects.all().delete()
    assert client.get("/site-icon-180.png").status_code == 404
