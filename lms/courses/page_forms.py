"""Forms of the edit screens in the CMS."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from core.languages import in_language
from core.lines_field import LinesField
from lms.courses.rules.hours import PARTS, hours_left
from lms.courses.rules.planned import from_line, planned_entry, planned_module, to_line

_LANGUAGES = (("tr", _("Turkish")), ("en", _("English")), ("ar", _("Arabic")))


class PlannedField(LinesField):
    """Planned modules: title, hours and a sentence on a line."""

    def run_validators(self, value: list[str]) -> None:
        super().run_validators(value)
        for line in value:
            try:
                module = from_line(line)
            except ValueError:
                raise ValidationError(
                    _("“%(line)s”: after the first | stands a number of hours, or nothing."),
                    params={"line": line},
                )
            if not module.title:
                raise ValidationError(_("“%(line)s” has no title."), params={"line": line})


class CoursePageForm(WagtailAdminPageForm):
    """Planned modules as lines; languages as boxes; hours that add up; prerequisites in the page's own language."""

    planned_modules = PlannedField(
        label=_("Planned modules"),
        required=False,
        help_text=_(
            "Modules that are announced but not written yet, one a line: title | hours | what is in it. Hours and "
            "sentence may be left out. The course's page shows them until something is published to trainees."
        ),
    )
    taught_in = forms.MultipleChoiceField(
        label=_("Languages"),
        required=False,
        choices=_LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Languages the course is, or will be, taught in."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        page = self.instance
        language = page.locale.language_code[:2] if page.locale_id else None
        # Lines that stay keep the translations they were brought in with.
        self._known = {
            to_line(planned_module(one, lambda texts: in_language(dict(texts), language))): one
            for one in page.planned_modules
        }
        self.initial["planned_modules"] = list(self._known)
        if field := self.fields.get("prerequisite_courses"):
            locale = page.locale_id or getattr(self.parent_page, "locale_id", None)
            field.queryset = (
                field.queryset.filter(locale_id=locale, archived_at=None)
                .exclude(translation_key=page.translation_key)
                .order_by("title")
            )

    def clean(self) -> dict[str, Any]:
        """Each planned line with the translations it had; the split hours are the whole."""
        data: dict[str, Any] = super().clean()
        if "planned_modules" in data:
            data["planned_modules"] = [
                self._known.get(line, planned_entry(from_line(line))) for line in data["planned_modules"]
            ]
        left = hours_left(data.get("hours"), {name: data.get(name) for name in PARTS})
        if left:
            message = (
                _("These hours are %(hours)s fewer than the total.")
                if left > 0
                else _("These hours are %(hours)s more than the total.")
            )
            self.add_error("hours_self_paced", ValidationError(message, params={"hours": abs(left)}))
        return data
