"""The package inside a lesson."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock


class H5PBlock(blocks.StructBlock):
    """A package as an activity of the lesson: what it reports is recorded, and counts only where the author says so."""

    package = SnippetChooserBlock("lms.H5PPackage", label=_("Package"))
    counts = blocks.BooleanBlock(
        required=False,
        default=False,
        label=_("Results count"),
        help_text=_(
            "On: what the package reports counts towards the course and its certificate. A package runs in the"
            " trainee's browser, so its report is weaker proof than a quiz, which the server marks."
        ),
    )
    is_required = blocks.BooleanBlock(
        required=False,
        default=False,
        label=_("Needed for completion"),
        help_text=_("Off: an exercise. Can be on only where results count."),
    )
    pass_percent = blocks.IntegerBlock(
        required=False,
        min_value=0,
        max_value=100,
        label=_("Pass mark, per cent"),
        help_text=_("Of the points that the package gives. Empty: it is enough to get to its end."),
    )
    weight = blocks.IntegerBlock(
        default=1, min_value=0, max_value=100, label=_("Weight"), help_text=_("Share in the course's result.")
    )

    def clean(self, value: Any) -> Any:
        """Needed only where results count: else nothing could ever meet the need."""
        cleaned = super().clean(value)
        if cleaned.get("is_required") and not cleaned.get("counts"):
            raise blocks.StructBlockValidationError(
                block_errors={"is_required": ValidationError(_("Switch on “Results count” as well."))}
            )
        return cleaned

    class Meta:
        icon = "media"
        label = _("H5P package")
        template = "lms/h5p/blocks/h5p.html"


class PagePackageBlock(blocks.StructBlock):
    """A package on a public page: it plays for whoever reads the page, and nothing is recorded."""

    package = SnippetChooserBlock("lms.H5PPackage", label=_("Package"))

    class Meta:
        icon = "media"
        label = _("H5P package")
        template = "lms/h5p/blocks/h5p.html"
