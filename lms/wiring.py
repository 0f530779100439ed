"""Ties the applets together while Django starts: lesson blocks, activity kinds, page views, handlers, navigation."""

from core.blocks import reading_blocks
from lms.courses.blocks import CheckYourselfBlock, ToolkitCardBlock
from lms.courses.registry import LESSON_BLOCKS
from lms.quizzes.blocks import QuizBlock

LESSON_BLOCKS.extend(
    [
        *reading_blocks(),
        ("check_yourself", CheckYourselfBlock()),
        ("toolkit", ToolkitCardBlock()),
        ("quiz", QuizBlock()),
    ]
)
