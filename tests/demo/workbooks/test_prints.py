"""The printed files: tagged PDF in their language, on A4, with everything the example came to; and their pictures."""

import io

import pypdf
import pytest
from PIL import Image

from demo.reading.pictures import LARGEST_PICTURE, drawn_of, picture_digest, picture_path
from demo.workbooks.build import build_print
from demo.workbooks.carbon_sums import footprint_of
from demo.workbooks.oee_sums import summary_of
from demo.workbooks.printing.numbers import share, written
from demo.workbooks.suppliers_sums import comparison_of
from tests.demo.workbooks.described import ALL, LANGUAGES, PATHS

A4 = {(595, 842), (842, 595)}
EVERY_FILE = pytest.mark.parametrize("name", ALL)
LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


def read(name: str, language: str) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(build_print(ALL[name], language)))


def words(name: str, language: str) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in read(name, language).pages)


def kinds(node: object) -> list[str]:
    """Names of the elements of the structure tree, in reading order."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return [kind for child in node for kind in kinds(child)]
    if not isinstance(node, dict):
        return []
    own = [str(node["/S"])] if "/S" in node else []
    return own + (kinds(node["/K"]) if "/K" in node else [])


@EVERY_FILE
@LANGUAGE
def test_it_is_tagged_and_on_a4(name, language):
    reader = read(name, language)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith(language)
    assert reader.metadata.title == ALL[name]["title"][language]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "pdfuaid:part" in root["/Metadata"].get_object().get_data().decode()
    tags = kinds(root["/StructTreeRoot"]["/K"])
    assert tags.count("/H1") == 1 and {"/Table", "/TR", "/TH", "/TD"} <= set(tags)
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in reader.pages} <= A4


@EVERY_FILE
def test_every_description_makes_a_pdf_too(name):
    assert ALL[name]["outputs"] == ["xlsx", "pdf"] and ALL[name]["languages"] == list(LANGUAGES)


@LANGUAGE
def test_the_results_of_the_examples_are_in_print(language):
    oee = summary_of(ALL["oee-izleme-kitabi"]["example"])["oee"]
    assert share(oee, language) in words("oee-izleme-kitabi", language)
    year = footprint_of(ALL["karbon-ayak-izi-kitabi"])
    text = words("karbon-ayak-izi-kitabi", language)
    assert written(year.scope_1 + year.power_by_place + year.heat, language, 2) in text
    assert all(
        source["name"][language].split(",")[0] in text
        for source in ALL["karbon-ayak-izi-kitabi"]["sources"].values()
    )
    offers = comparison_of(ALL["tedarikci-karsilastirma-kitabi"])
    best = max(sum(points) for one in offers.suppliers if (points := offers.points(one)))
    assert written(best, language, 1) in words("tedarikci-karsilastirma-kitabi", language)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
@LANGUAGE
def test_its_pictures_are_up_to_date_and_small(path, language):
    """`manage.py content previews` draws those that are not."""
    data = ALL[path.stem]
    assert set(data["preview"]) == set(data["outputs"])
    for ending in data["outputs"]:
        picture = picture_path(path, ending, language)
        assert drawn_of(picture) == picture_digest(data, ending)
        assert picture.stat().st_size <= LARGEST_PICTURE
        with Image.open(picture) as opened:
            assert max(opened.size) == 560 and opened.format == "WEBP"
            # Not an empty page: something stands on it.
            darkest, _lightest = opened.convert("L").getextrema()
            assert darkest < 120
