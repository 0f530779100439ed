"""Packages of a content folder: an exercise in YAML plays as a package, follows its file, and never loses an editor's words."""

import json
import shutil

import pytest

from demo.load_paths import CONTENT, TEMPLATE
from demo.loading.memory import Memory
from demo.loading.packages import load_packages
from demo.reading.files import ContentError
from lms.h5p.models import H5PLibrary, H5PPackage, H5PVersion
from lms.h5p.selectors import player_model
from tests.h5p_packages import build_package

pytestmark = pytest.mark.django_db
FOLDER = TEMPLATE / "courses" / "levhalari-okumak" / "packages"


class Loaded:
    """A folder of packages that is loaded, changed, and loaded again."""

    def __init__(self, folder):
        self.folder, self.file = folder, folder / "levha-sirasi.yaml"

    def load(self):
        memory = Memory()
        found = load_packages(memory, self.folder, None)
        memory.write()
        return memory, found

    def replace(self, old, new):
        text = self.file.read_text()
        assert old in text
        self.file.write_text(text.replace(old, new))


@pytest.fixture
def loaded(tmp_path, settings):
    settings.VAR = tmp_path / "var"
    found = Loaded(shutil.copytree(FOLDER, tmp_path / "packages"))
    found.load()
    return found


def test_an_exercise_is_a_package_that_plays(loaded):
    package = H5PPackage.objects.get()
    assert (package.title, package.licence, package.credit) == (
        "Levha: 1–3",
        "cc-by-4.0",
        "İmece contributors",
    )
    model = player_model(package.current)
    assert model["library"] == "H5P.ImeceOrder 1.0"
    assert [one["language"] for one in model["parameters"]["languages"]] == ["tr", "en"]
    assert model["parameters"]["languages"][1]["steps"][1]["text"] == "I look at its picture."
    assert [address.rpartition("/")[2] for address in (*model["scripts"], *model["styles"])] == [
        "order.js",
        "order.css",
    ]
    # What is searched and read aloud.
    assert "Rengine bakarım." in package.current.text


def test_loaded_again_it_is_the_same(loaded):
    memory, _found = loaded.load()
    assert (memory.made, memory.followed, memory.conflicts) == (0, 0, [])
    assert (H5PPackage.objects.count(), H5PVersion.objects.count(), H5PLibrary.objects.count()) == (1, 1, 1)


def test_a_changed_file_is_a_new_version_of_the_same_package(loaded):
    before = H5PPackage.objects.get()
    loaded.replace("Rengine bakarım.", "Önce rengine bakarım.")
    loaded.replace("Levha: 1–3", "Levha: 1, 2, 3")
    memory, found = loaded.load()
    assert (memory.made, memory.followed) == (0, 1)
    after = H5PPackage.objects.get()
    assert found == {"levha-sirasi": before.pk}
    assert (after.uuid, after.title, after.current.number) == (before.uuid, "Levha: 1, 2, 3", 2)
    assert "Önce rengine" in json.dumps(after.current.parameters, ensure_ascii=False)


def test_what_an_editor_wrote_stays(loaded):
    H5PPackage.objects.update(title="Editörün adı")
    memory, _found = loaded.load()
    assert (memory.followed, memory.conflicts) == (0, [])
    loaded.replace("Levha: 1–3", "Levha: 1, 2, 3")
    memory, _found = loaded.load()
    assert [conflict.path for conflict in memory.conflicts] == ["package/levha-sirasi"]
    assert H5PPackage.objects.get().title == "Editörün adı"


def test_a_file_from_elsewhere_is_brought_as_it_is(loaded):
    (loaded.folder / "baska.h5p").write_bytes(build_package("plain"))
    text = 'format: 1\nkey: baska\ntitle: "Kulaklık"\nlicence: CC0-1.0\ncredit: "Ayşe"\nfile: baska.h5p\n'
    (loaded.folder / "baska.yaml").write_text(text)
    loaded.load()
    package = H5PPackage.objects.get(title="Kulaklık")
    assert (package.credit, package.current.main_library.machine_name) == ("Ayşe", "H5P.ImecePlain")
    assert loaded.load()[0].followed == 0
    (loaded.folder / "baska.h5p").write_bytes(b"no archive")
    with pytest.raises(ContentError, match="archive_damaged"):
        loaded.load()


def test_the_demo_programme_has_one_in_every_language_of_its_course(tmp_path, settings):
    settings.VAR = tmp_path / "var"
    found = load_packages(Memory(), CONTENT / "courses" / "5s-ve-yalin-calismaya-giris" / "packages", None)
    languages = H5PPackage.objects.get(pk=found["bes-s-sirasi"]).current.parameters["languages"]
    assert [(one["language"], len(one["steps"])) for one in languages] == [("tr", 5), ("en", 5), ("ar", 5)]
