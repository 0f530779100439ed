"""The CMS answers values that no form of its sends with 400 to 404; elsewhere such errors stay errors."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import DataError
from django.test import RequestFactory
from django.utils.datastructures import MultiValueDictKeyError

from core.middleware.cms_input import CmsInputMiddleware, is_unreadable
from tests.factories.accounts import UserFactory

NUMBER = ValueError("Field 'id' expected a number but got 'x'.")


@pytest.fixture
def editor(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/cms/snippets/choose/taxonomy/topic/chosen/abc/",
        f"/cms/snippets/choose/organisations/firm/chosen/{10**30}/",
        "/cms/snippets/organisations/firm/edit/abc/",
        f"/cms/snippets/organisations/firm/edit/{10**30}/",
        f"/cms/snippets/organisations/firm/usage/{2**63}/",
    ],
)
def test_a_value_that_is_no_id_is_refused(editor, address):
    response = editor.get(address)
    assert response.status_code in (400, 404)
    assert '<html lang="tr"' in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["organisations/firm", "taxonomy/topic", "lms/quiz"])
def test_nothing_is_made_in_a_chooser_without_a_form(editor, kind):
    assert editor.post(f"/cms/snippets/choose/{kind}/create/").status_code in (302, 403)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/cms/redirects/import/process/", "/cms/choose-external-link/"])
def test_a_package_s_form_without_its_fields(editor, address):
    assert editor.post(address, {"x": "1"}).status_code == 400


class OwnForm(forms.Form):
    def clean(self):
        raise KeyError("a mistake of ours")


def test_a_form_of_ours_that_fails_stays_an_error():
    with pytest.raises(KeyError) as caught:
        OwnForm({}).is_valid()
    assert not is_unreadable(caught.value)


@pytest.mark.parametrize(
    ("path", "error", "is_answered"),
    [
        ("/cms/x/", NUMBER, True),
        ("/cms/x/", DataError(), True),
        ("/cms/x/", OverflowError(), True),
        ("/cms/x/", MultiValueDictKeyError("title"), True),
        ("/cms/x/", ValidationError("x"), True),
        ("/cms/x/", ValueError("a mistake of ours"), False),
        ("/cms/x/", KeyError("a mistake of ours"), False),
        ("/teach/", NUMBER, False),
        ("/teach/", DataError(), False),
    ],
)
def test_only_unreadable_input_of_the_cms(path, error, is_answered):
    answer = CmsInputMiddleware(lambda request: None).process_exception(RequestFactory().get(path), error)
    assert (answer is not None and answer.status_code == 400) is is_answered
