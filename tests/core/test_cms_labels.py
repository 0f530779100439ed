"""No field that an editor sees in the CMS is named by its column."""

import pytest
from django.apps import apps
from django.utils import translation
from django.utils.text import camel_case_to_spaces

from lms.quizzes.models import Quiz
from toolkits.library.models import ToolkitPage

OURS = ("taxonomy", "organisations")
SAME_IN_TURKISH = {"logo"}


@pytest.mark.parametrize("app", OURS)
def test_fields_of_vocabularies_and_organisations_are_named_in_turkish(app):
    unnamed = []
    with translation.override("tr"):
        for model in apps.get_app_config(app).get_models():
            for field in model._meta.get_fields():
                if (
                    not getattr(field, "editable", False)
                    or field.auto_created
                    or field.is_relation
                    and field.remote_field.parent_link
                ):
                    continue
                plain = camel_case_to_spaces(field.name).replace("_", " ")
                if str(field.verbose_name) == plain and plain not in SAME_IN_TURKISH:
                    unnamed.append(f"{model.__name__}.{field.name}")
    # FirmInterest is answered on our own page, where nobody sees these.
    assert not [name for name in unnamed if not name.startswith(("FirmInterest", "Member"))]


def panels_below(panel):
    """Every panel of an edit screen."""
    for child in getattr(panel, "children", ()):
        yield child
        yield from panels_below(child)


def test_panels_of_a_page_have_headings():
    with translation.override("tr"):
        panels = {
            panel.field_name: str(panel.heading)
            for panel in panels_below(ToolkitPage.get_edit_handler())
            if hasattr(panel, "field_name")
        }
    assert panels["topics"] == "Konular"
    assert panels["related_courses"] == "İlgili eğitimler"


def test_the_list_of_quizzes_has_a_heading():
    with translation.override("tr"):
        assert str(Quiz.title.fget.short_description) == "Başlık"
