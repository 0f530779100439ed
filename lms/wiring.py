"""Ties the applets together while Django starts: lesson blocks, activity kinds, page views, handlers, navigation."""

from core.blocks import reading_blocks
from lms.courses import handlers as courses_handlers
from lms.courses.access import can_edit_page
from lms.courses.blocks import CheckYourselfBlock, ToolkitCardBlock
from lms.courses.registry import LESSON_BLOCKS, page_editor_rule
from lms.quizzes.blocks import QuizBlock

LESSON_BLOCKS.extend(
    [
        *reading_blocks(),
        ("check_yourself", CheckYourselfBlock()),
        ("toolkit", ToolkitCardBlock()),
        ("quiz", QuizBlock()),
    ]
)

page_editor_rule.register("course", can_edit_page)
courses_handlers.connect()
