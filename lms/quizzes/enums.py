"""Words that the pure rules share with the rest; plain enumerations, so that the rules need no Django."""

from enum import StrEnum


class Kind(StrEnum):
    """Kinds of question; the same values as models.QuestionKind (a test compares them)."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true_false"
    SHORT_TEXT = "short_text"


class Fault(StrEnum):
    """What can be wrong with a question as an author wrote it; selectors.fault_texts says it to her."""

    UNKNOWN_KIND = "unknown_kind"
    NO_STEM = "no_stem"
    TOO_LONG = "too_long"
    TOO_FEW_CHOICES = "too_few_choices"
    TOO_MANY_CHOICES = "too_many_choices"
    CHOICE_REPEATED = "choice_repeated"
    CHOICE_WITHOUT_TEXT = "choice_without_text"
    CHOICES_LOOK_ALIKE = "choices_look_alike"
    RIGHT_UNKNOWN = "right_unknown"
    NOTHING_RIGHT = "nothing_right"
    ONE_RIGHT_NEEDED = "one_right_needed"
    ALL_RIGHT = "all_right"
    NO_ACCEPTED = "no_accepted"
    UNKNOWN_LANGUAGE = "unknown_language"
    BAD_POINTS = "bad_points"
    BAD_FORM = "bad_form"
