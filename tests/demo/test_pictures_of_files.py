"""The picture beside a file in the CMS: made once, follows its file, left alone where somebody changed it."""

import copy

import pytest
from PIL import Image

from demo.loading.memory import Memory
from demo.loading.previews import make_preview
from demo.reading.pictures import picture_path, save_picture
from files.models import LicensedImage
from tests.demo.workbooks.described import ALL
from tests.factories.toolkits import root_collection

pytestmark = pytest.mark.django_db
NAME = "toolkit/oee-izleme/file/oee-izleme-kitabi.xlsx/preview"


@pytest.fixture
def description(tmp_path):
    root_collection()
    path = tmp_path / "oee-izleme-kitabi.yaml"
    _draw(path, "white")
    return path


def _draw(path, colour):
    save_picture(Image.new("RGB", (560, 396), colour), picture_path(path, "xlsx", "tr"), "abc")


def _load(path, data=None):
    """Load as a command does: with what the last load left in the database."""
    memory = Memory()
    image = make_preview(path, data or ALL["oee-izleme-kitabi"], "xlsx", "tr", memory, NAME)
    memory.write()
    return image, memory


def test_it_is_an_image_with_size_words_credit_and_licence(description):
    image, memory = _load(description)
    assert (image.width, image.height) == (560, 396) and memory.made == 1
    assert image.default_alt_text.startswith("Özet sayfası")
    assert (image.credit, image.licence) == ("İmece", "cc-by-4.0")
    assert image.file_size == picture_path(description, "xlsx", "tr").stat().st_size


def test_a_second_load_changes_nothing(description):
    first, _ = _load(description)
    second, memory = _load(description)
    assert (memory.made, memory.followed, memory.conflicts) == (0, 0, [])
    assert second.pk == first.pk and second.file.name == first.file.name
    assert LicensedImage.objects.count() == 1


def test_a_new_picture_is_followed_and_its_sizes_are_made_again(description):
    first, _ = _load(description)
    first.get_rendition("width-480|format-webp")
    _draw(description, "navy")
    second, memory = _load(description)
    assert memory.followed == 1 and second.pk == first.pk
    assert second.file.read() == picture_path(description, "xlsx", "tr").read_bytes()
    assert not second.renditions.exists()


def test_words_that_an_editor_changed_are_left_alone(description):
    image, _ = _load(description)
    LicensedImage.objects.filter(pk=image.pk).update(description="Bizim sözümüz")
    data = copy.deepcopy(ALL["oee-izleme-kitabi"])
    data["preview"]["xlsx"]["alt"]["tr"] = "Yeni söz"
    again, memory = _load(description, data)
    assert again.description == "Bizim sözümüz" and len(memory.conflicts) == 1


def test_without_a_picture_there_is_none(description):
    data = {name: value for name, value in ALL["oee-izleme-kitabi"].items() if name != "preview"}
    assert _load(description, data)[0] is None
    picture_path(description, "xlsx", "tr").unlink()
    assert _load(description)[0] is None
