"""How publishing to trainees, archiving and restoring read in a page's history."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter

from lms.courses.services.archive import ARCHIVE_ACTION, RESTORE_ACTION
from lms.courses.services.editions import PUBLISH_ACTION


@hooks.register("register_log_actions")
def register_course_actions(actions: LogActionRegistry) -> None:
    """Name the acts of courses for Wagtail's log."""
    actions.register_action(ARCHIVE_ACTION, gettext_lazy("Archive"), gettext_lazy("Moved to the archive"))
    actions.register_action(RESTORE_ACTION, gettext_lazy("Restore"), gettext_lazy("Taken out of the archive"))

    @actions.register_action(PUBLISH_ACTION)
    class PublishFormatter(LogFormatter):
        label = gettext_lazy("Publish changes to trainees")

        def format_message(self, log_entry: Any) -> str:
            return _("Edition %(number)s published to trainees") % {
                "number": log_entry.data.get("number", "")
            }
