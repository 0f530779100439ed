"""Forms of the edit screens in the CMS."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from core.lines_field import LinesField, titles_by_line


class ToolkitPageForm(WagtailAdminPageForm):
    """Offers the courses in the page's own language only; each course is there once a language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("related_courses"):
            locale = self.instance.locale_id or getattr(self.parent_page, "locale_id", None)
            field.queryset = field.queryset.filter(locale_id=locale).order_by("title")


class GuidePageForm(WagtailAdminPageForm):
    """Planned chapters as lines. Where the list was brought in with its translations, lines that stay keep them."""

    planned_chapters = LinesField(
        label=_("Planned chapters"),
        required=False,
        help_text=_(
            "Titles of chapters in preparation, one a line. The guide's page shows them after those that are there."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._known = titles_by_line(self.instance, self.instance.planned_chapters)
        self.initial["planned_chapters"] = list(self._known)

    def clean_planned_chapters(self) -> list[Any]:
        """Each line, with the translations it had."""
        return [self._known.get(line, line) for line in self.cleaned_data["planned_chapters"]]
