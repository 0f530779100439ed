"""Forms of the edit screens in the CMS."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from core.lines_field import LinesField, titles_by_line


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
        self._known = titles_by_line(self.instance, self.instance.planned_modules)
        self.initial["planned_modules"] = list(self._known)

    def clean_planned_modules(self) -> list[Any]:
        """Each line, with the translations it had."""
        return [self._known.get(line, line) for line in self.cleaned_data["planned_modules"]]
