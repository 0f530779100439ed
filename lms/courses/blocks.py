"""Blocks that only lessons have: check-yourself questions and toolkit cards. Activities register their own."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.languages import active_language
from core.page_privacy import without_private


class CheckYourselfBlock(blocks.StructBlock):
    """A question the reader answers for herself: nothing is recorded, feedback comes at once."""

    question = blocks.CharBlock(max_length=400, label=_("Question"))
    choices = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("text", blocks.CharBlock(max_length=300, label=_("Answer"))),
                ("is_right", blocks.BooleanBlock(required=False, label=_("Right"))),
                ("feedback", blocks.CharBlock(required=False, max_length=400, label=_("Feedback"))),
            ]
        ),
        min_num=2,
        max_num=6,
        label=_("Answers"),
    )

    class Meta:
        icon = "help"
        label = _("Check yourself")
        template = "lms/courses/blocks/check_yourself.html"


class ToolkitCardBlock(blocks.StructBlock):
    """A toolkit shown inside a lesson."""

    toolkit = blocks.PageChooserBlock(page_type="toolkits.ToolkitPage", label=_("Toolkit"))

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """The toolkit in the reader's language; no card when visitors may not see it (security statement 3)."""
        context = super().get_context(value, parent_context=parent_context)
        page = value.get("toolkit")
        page = page.localized if page is not None else None
        context["card"] = None
        if page is not None and without_private(type(page).objects.live().filter(pk=page.pk)).exists():
            language = page.locale.language_code[:2]
            context["card"] = {
                "title": page.title,
                "summary": page.summary,
                "url": page.url,
                "language": language if language != active_language() else "",
            }
        return context

    class Meta:
        icon = "link"
        label = _("Toolkit")
        template = "lms/courses/blocks/toolkit_card.html"
