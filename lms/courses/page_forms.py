"""Forms of the edit screens in the CMS."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from core.languages import in_language


class LinesField(forms.Field):
    """A list of short texts, one a line."""

    widget = forms.Textarea
    _line_validators = (MaxLengthValidator(255), ProhibitNullCharactersValidator())

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:
        """Lines without blanks around them; empty ones are left out."""
        lines = (line.strip() for line in str(value or "").splitlines())
        return [line for line in lines if line]

    def run_validators(self, value: list[str]) -> None:
        super().run_validators(value)
        for line in value:
            for validator in self._line_validators:
                validator(line)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or []) != self.to_python(data)


class CoursePageForm(WagtailAdminPageForm):
    """Planned modules as lines. Where the list was brought in with its translations, lines that stay keep them."""

    planned_modules = LinesField(
        label=_("Planned modules"),
        required=False,
        help_text=_(
            "Titles of modules that are announced but not written yet, one a line. The course's page shows them until "
            "something is published to trainees."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        page = self.instance
        language = page.locale.language_code[:2] if page.locale_id else None
        self._known = {
            in_language(one, language) if isinstance(one, dict) else str(one): one
            for one in page.planned_modules
        }
        self.initial["planned_modules"] = list(self._known)

    def clean_planned_modules(self) -> list[Any]:
        """Each line, with the translations it had."""
        return [self._known.get(line, line) for line in self.cleaned_data["planned_modules"]]
