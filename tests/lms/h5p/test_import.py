"""The sample packages of others, brought in straight."""

import pytest

from files.storage import private_storage
from lms.h5p.selectors import player_model
from lms.h5p.services import import_package
from tests.lms.h5p.samples import SAMPLES, sample

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("name", "library"), SAMPLES.items())
def test_a_sample_is_kept_with_its_libraries_in_load_order(name, library):
    version = import_package(path=sample(name), title=name)
    model = player_model(version)
    assert model["content_id"] == str(version.uuid)
    assert model["parameters"] == version.parameters
    storage = private_storage()
    for address in (*model["scripts"], *model["styles"]):
        assert address.startswith("/h5p/lib/")
        assert storage.exists("h5p/libraries/" + address.removeprefix("/h5p/lib/"))
    assert len(set(model["scripts"])) == len(model["scripts"]) > 0
    assert model["library"] == library
    assert "<" not in version.text and version.text
