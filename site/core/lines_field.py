"""A list of short texts in a form: one a line."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator
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


class PlannedTitlesForm(WagtailAdminPageForm):
    """Titles of what is planned, as lines. Where the list was brought in with its translations, lines that stay keep them.

    `planned`: the name of the page's list, for which the form has a LinesField.
    """

    planned = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        page = self.instance
        language = page.locale.language_code[:2] if page.locale_id else None
        self._known = {
            in_language(one, language) if isinstance(one, dict) else str(one): one
            for one in getattr(page, self.planned)
        }
        self.initial[self.planned] = list(self._known)

    def clean(self) -> dict[str, Any]:
        """Each line, with the translations it had."""
        data: dict[str, Any] = super().clean()
        if self.planned in data:
            data[self.planned] = [self._known.get(line, line) for line in data[self.planned]]
        return data
