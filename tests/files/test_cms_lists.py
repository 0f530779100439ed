"""Lists and choosers of files in the CMS take a word and a tag at once."""

import pytest

from tests.factories.accounts import UserFactory
from tests.factories.toolkits import make_document, make_picture

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["images/", "images/chooser/", "documents/", "documents/chooser/"])
def test_a_word_and_a_tag_together_are_answered(client, address):
    for file in (make_picture(), make_document()):
        file.tags.add("fabrika")
    client.force_login(UserFactory(is_superuser=True))
    assert client.get(f"/cms/{address}", {"q": "Tezgâh", "tag": "fabrika"}).status_code == 200
