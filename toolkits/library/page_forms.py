"""Forms of the edit screens in the CMS."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm


class ToolkitPageForm(WagtailAdminPageForm):
    """Offers the courses in the page's own language only; each course is there once a language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("related_courses"):
            locale = self.instance.locale_id or getattr(self.parent_page, "locale_id", None)
            field.queryset = field.queryset.filter(locale_id=locale).order_by("title")
