"""What is wrong with a question, in words for its author."""

from django.utils.translation import gettext as _

from lms.quizzes.enums import Fault
from lms.quizzes.rules.question_shape import MAX_CHOICES, MAX_POINTS, Finding


def fault_text(finding: Finding) -> str:
    """One sentence that says what to do."""
    return {
        Fault.UNKNOWN_KIND: _("Choose what kind of question it is."),
        Fault.NO_STEM: _("Write the question."),
        Fault.TOO_LONG: _("This text is too long. Shorten it."),
        Fault.TOO_FEW_CHOICES: _("Write at least two answers to choose from."),
        Fault.TOO_MANY_CHOICES: _("Write at most %(number)s answers.") % {"number": MAX_CHOICES},
        Fault.CHOICE_REPEATED: _("Two answers have the same mark. Reload the page and try again."),
        Fault.CHOICE_WITHOUT_TEXT: _("Write this answer or leave the whole row empty."),
        Fault.CHOICES_LOOK_ALIKE: _("This answer stands there twice."),
        Fault.RIGHT_UNKNOWN: _("An answer that is marked as right has no text."),
        Fault.NOTHING_RIGHT: _("Tick the right answer."),
        Fault.ONE_RIGHT_NEEDED: _("Tick one right answer only."),
        Fault.ALL_RIGHT: _("At least one answer must be wrong."),
        Fault.NO_ACCEPTED: _("Write at least one answer that counts as right."),
        Fault.UNKNOWN_LANGUAGE: _("This language is not offered here."),
        Fault.BAD_POINTS: _("Points go from 1 to %(number)s.") % {"number": MAX_POINTS},
        Fault.BAD_FORM: _("The question cannot be read. Reload the page and try again."),
    }[finding.fault]
