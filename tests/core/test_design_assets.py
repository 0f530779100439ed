"""Fonts, icons and app icons: complete, small, and made of what is installed."""

import gzip
import re
import struct
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from core.assets.build import PACKAGES, TARGET, PackagesMissing, build_assets
from core.assets.fonts import FACES
from core.assets.sprite import UnknownIcon, build_sprite
from core.icons import ICONS, MIRRORED

ROOT = Path(__file__).parents[2]
TURKISH_AND_ENGLISH = "abcçdefgğhıijklmnoöprsştuüvyzABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZâîûÂÎÛqwxQWX0123456789%’“”–…"
ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويىءآأإؤئةًٌٍَُِّْ،؛؟٠١٢٣٤٥٦٧٨٩"


@pytest.fixture(scope="module", autouse=True)
def built():
    if not PACKAGES.exists():
        pytest.fail("node_modules is missing: run `npm ci --ignore-scripts`")
    build_assets()


def test_fonts_fit_their_budget():
    assert sum(file.stat().st_size for file in (TARGET / "fonts").iterdir()) <= 120_000


def test_fonts_have_every_letter_of_the_three_languages():
    letters = {name: set(TTFont(TARGET / "fonts" / f"{name}.woff2").getBestCmap()) for name in FACES}
    latin = letters["atkinson-latin"] | letters["atkinson-turkish"]
    assert [letter for letter in TURKISH_AND_ENGLISH if ord(letter) not in latin] == []
    assert [letter for letter in ARABIC if ord(letter) not in letters["vazirmatn-arabic"]] == []


def test_every_letter_of_a_font_is_reachable_by_its_unicode_range():
    css = (TARGET / "app.css").read_text("utf-8")
    for name, ranges in re.findall(r"fonts/([\w-]+)\.woff2[^}]*?unicode-range:([^};]+)", css):
        wanted: set[int] = set()
        for part in ranges.split(","):
            low, _, high = part.strip().removeprefix("U+").partition("-")
            wanted |= set(range(int(low, 16), int(high or low, 16) + 1))
        have = set(TTFont(TARGET / "fonts" / f"{name}.woff2").getBestCmap())
        assert {hex(code) for code in have - wanted if code > 0x20} == set(), name


def test_every_icon_that_a_template_names_is_in_the_sprite():
    used = set()
    folders = [ROOT / "templates", *(ROOT / app for app in ("lms", "toolkits", "search", "site"))]
    for folder in folders:
        for file in folder.rglob("*.html"):
            text = file.read_text("utf-8")
            used |= set(re.findall(r"{%\s*icon \"([\w-]+)\"", text))
            used |= set(re.findall(r"icon_name=\"([\w-]+)\"", text))
    assert used - set(ICONS) - {"imece"} == set()


def test_sprite_has_every_icon_once_and_is_small():
    sprite = (TARGET / "sprite.svg").read_text("utf-8")
    names = re.findall(r'<symbol id="([\w-]+)"', sprite)
    assert sorted(names) == sorted({*ICONS, "imece"})
    assert set(ICONS) >= MIRRORED
    assert len(gzip.compress(sprite.encode())) <= 12_000


def test_unknown_icon_is_named():
    with pytest.raises(UnknownIcon, match="no-such-icon"):
        build_sprite(["no-such-icon"])


@pytest.mark.parametrize(
    ("name", "side"), [("icon-192", 192), ("icon-512", 512), ("maskable-512", 512), ("touch-180", 180)]
)
def test_app_icons_have_the_size_they_claim(name, side):
    head = (TARGET / f"{name}.png").read_bytes()[16:24]
    assert struct.unpack(">II", head) == (side, side)


def test_second_build_does_nothing():
    assert build_assets() is False


def test_missing_packages_are_said(monkeypatch, tmp_path):
    monkeypatch.setattr("core.assets.build.PACKAGES", tmp_path)
    with pytest.raises(PackagesMissing, match="atkinson"):
        build_assets(force=True)
    assert (TARGET / "app.css").exists()


def test_lock_file_names_no_address():
    assert "resolved" not in (ROOT / "package-lock.json").read_text()
