"""The quiz inside a lesson."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock


class QuizBlock(blocks.StructBlock):
    """A quiz as an activity of the lesson: its attempts are records."""

    quiz = SnippetChooserBlock("lms.Quiz", label=_("Quiz"))
    is_required = blocks.BooleanBlock(
        required=False, default=True, label=_("Needed for completion"), help_text=_("Off: an exercise.")
    )
    weight = blocks.IntegerBlock(
        default=1, min_value=0, max_value=100, label=_("Weight"), help_text=_("Share in the course's result.")
    )

    class Meta:
        icon = "tick-inverse"
        label = _("Quiz")
        template = "lms/quizzes/blocks/quiz.html"
