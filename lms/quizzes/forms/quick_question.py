"""The course builder's quick question: text, answers, tick the right one. Nine fields, all on one screen."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.quizzes.enums import Fault, Kind
from lms.quizzes.rules.question_shape import find_faults
from lms.quizzes.selectors.fault_texts import fault_text

KEYS = ("a", "b", "c", "d")


class QuickQuestionForm(forms.Form):
    """One tick makes a question with one right answer, more ticks one with several."""

    stem = forms.CharField(label=_("Question"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, key in enumerate(KEYS, start=1):
            self.fields[f"choice_{key}"] = forms.CharField(
                label=_("Answer %(number)s") % {"number": number}, max_length=300, required=number <= 2
            )
            self.fields[f"is_right_{key}"] = forms.BooleanField(label=_("Right"), required=False)

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Answer fields with their ticks."""
        return [(self[f"choice_{key}"], self[f"is_right_{key}"]) for key in KEYS]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.errors:
            return data
        for finding in find_faults(**quick_question(data, "tr")):
            field = {
                Fault.NO_STEM: "stem",
                Fault.CHOICES_LOOK_ALIKE: f"choice_{finding.choice}",
                Fault.RIGHT_UNKNOWN: self._tick_without_text(data),
            }.get(finding.fault, "is_right_a")
            self.add_error(field, fault_text(finding))
        return data

    @staticmethod
    def _tick_without_text(data: dict[str, Any]) -> str:
        empty = [key for key in KEYS if data.get(f"is_right_{key}") and not data.get(f"choice_{key}")]
        return f"choice_{empty[0]}" if empty else "is_right_a"


def quick_question(data: dict[str, Any], language: str) -> dict[str, Any]:
    """Cleaned data of the form as the services take it."""
    keys = [key for key in KEYS if data.get(f"choice_{key}")]
    right = [key for key in KEYS if data.get(f"is_right_{key}")]
    return {
        "kind": Kind.MULTIPLE.value if len(right) > 1 else Kind.SINGLE.value,
        "texts": {
            language: {
                "stem": data.get("stem", ""),
                "choices": {key: {"text": data[f"choice_{key}"], "feedback": ""} for key in keys},
            }
        },
        "choices": keys,
        "right": right,
        "accepted": {},
    }
