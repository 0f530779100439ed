"""Forms of the edit screens in the CMS."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from core.lines_field import LinesField, PlannedTitlesForm


class ToolkitPageForm(WagtailAdminPageForm):
    """Offers the courses in the page's own language only; each course is there once a language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("related_courses"):
            locale = self.instance.locale_id or getattr(self.parent_page, "locale_id", None)
            field.queryset = field.queryset.filter(locale_id=locale).order_by("title")


class GuidePageForm(PlannedTitlesForm):
    """Planned chapters as lines."""

    planned = "planned_chapters"

    planned_chapters = LinesField(
        label=_("Planned chapters"),
        required=False,
        help_text=_(
            "Titles of chapters in preparation, one a line. The guide's page shows them after those that are there."
        ),
    )
