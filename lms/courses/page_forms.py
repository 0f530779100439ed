"""Forms of the edit screens in the CMS."""

from django.utils.translation import gettext_lazy as _

from core.lines_field import LinesField, PlannedTitlesForm


class CoursePageForm(PlannedTitlesForm):
    """Planned modules as lines."""

    planned = "planned_modules"

    planned_modules = LinesField(
        label=_("Planned modules"),
        required=False,
        help_text=_(
            "Titles of modules that are announced but not written yet, one a line. The course's page shows them until "
            "something is published to trainees."
        ),
    )
