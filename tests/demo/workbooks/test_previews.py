"""Drawing the pictures beside files: only what is missing or out of date, and small."""

import copy
from pathlib import Path

import pytest
import yaml
from PIL import Image

from demo.previews import LONGEST_SIDE, draw_previews
from demo.reading.pictures import LARGEST_PICTURE, drawn_of, save_picture
from tests.demo.workbooks.described import ALL


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of content with one description, that wants a picture of its PDF in one language."""
    data = copy.deepcopy(ALL["siber-guvenlik-saha-listesi"])
    data["languages"], data["preview"] = ["tr"], {"pdf": data["preview"]["pdf"]}
    _write(tmp_path, data)
    return tmp_path


def _write(folder: Path, data: dict) -> Path:
    file = folder / "toolkits/liste/files/liste.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    return file


def test_a_picture_is_drawn_once_and_again_when_its_file_changed(folder):
    drawn = draw_previews(folder)
    assert [path.name for path in drawn] == ["liste.pdf.tr.webp"]
    with Image.open(drawn[0]) as picture:
        assert max(picture.size) == LONGEST_SIDE and picture.width > picture.height
    assert draw_previews(folder) == []
    file = folder / "toolkits/liste/files/liste.yaml"
    data = yaml.safe_load(file.read_text(encoding="utf-8"))
    data["preview"]["pdf"]["alt"]["tr"] = "Başka bir açıklama"
    _write(folder, data)
    assert draw_previews(folder) == [], "words about a picture do not change it"
    before = drawn_of(drawn[0])
    data["title"]["tr"] = "Başka bir başlık"
    _write(folder, data)
    assert draw_previews(folder) == drawn
    assert drawn_of(drawn[0]) != before
    assert draw_previews(folder, again=True) == drawn


def test_a_picture_that_cannot_be_small_is_refused(tmp_path):
    noise = Image.effect_noise((1600, 1600), 200).convert("RGB")
    with pytest.raises(ValueError, match="does not fit"):
        save_picture(noise, tmp_path / "x.webp", "abc")
    smooth = Image.linear_gradient("L").resize((560, 400)).convert("RGB")
    save_picture(smooth, tmp_path / "y.webp", "abc")
    assert (tmp_path / "y.webp").stat().st_size <= LARGEST_PICTURE
    assert drawn_of(tmp_path / "y.webp") == "abc"
    assert drawn_of(tmp_path / "none.webp") == ""
