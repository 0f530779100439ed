"""A list of short texts in a form: one a line."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator

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


def titles_by_line(page: Any, titles: list[Any]) -> dict[str, Any]:
    """Titles of a page by the line that stands for each: a text as it is, one with translations in the page's language.

    A line that stays keeps the translations it was brought in with: `known.get(line, line)`.
    """
    language = page.locale.language_code[:2] if page.locale_id else None
    return {in_language(one, language) if isinstance(one, dict) else str(one): one for one in titles}
