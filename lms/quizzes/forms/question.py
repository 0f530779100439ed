"""A question of any kind, in three languages. What is right is ticked once, beside the first language's answers."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.languages import LANGUAGES, RTL_LANGUAGES
from lms.quizzes.enums import Fault, Kind
from lms.quizzes.models import QuestionVersion
from lms.quizzes.rules.question_shape import MAX_CHOICES, Finding, find_faults, main_language
from lms.quizzes.selectors.fault_texts import fault_text

LETTERS = "abcdefgh"
TRUE_FALSE_TEXTS = {"tr": ("Doğru", "Yanlış"), "en": ("True", "False"), "ar": ("صحيح", "خطأ")}
FIRST_ROWS = 4


@dataclass(frozen=True)
class ChoiceRow:
    """One possible answer on the form."""

    key: str
    text: forms.BoundField
    why: forms.BoundField
    is_right: bool


@dataclass(frozen=True)
class LanguagePanel:
    """The fields of one language."""

    language: str
    name: str
    direction: str
    is_main: bool
    stem: forms.BoundField
    rows: list[ChoiceRow]
    notes: list[forms.BoundField]
    accepted: forms.BoundField | None


class QuestionForm(forms.Form):
    """`kind` cannot be changed: a question of another kind is another question.

    `language`: the one a new question must be whole in (its quiz's); a written one keeps its own.
    """

    def __init__(
        self,
        *args: Any,
        kind: str,
        version: QuestionVersion | None = None,
        language: str = "tr",
        **kwargs: Any,
    ) -> None:
        self.kind = kind
        self.version = version
        self.main = main_language(version.texts) if version else language
        self.keys = self._make_keys()
        kwargs.setdefault("initial", self._initial())
        super().__init__(*args, **kwargs)
        for language in LANGUAGES:
            self._add_language(language)
        if kind != Kind.SHORT_TEXT:
            many = kind == Kind.MULTIPLE
            self.fields["right"] = (forms.MultipleChoiceField if many else forms.ChoiceField)(
                label=_("Right answer"), choices=[(key, key) for key in self.keys], required=False
            )
        self.fields["objective"] = forms.CharField(
            label=_("Objective"),
            max_length=200,
            required=False,
            help_text=_("As in the lesson: who answers wrongly is led back to the lesson that has it."),
        )
        self.fields["points"] = forms.IntegerField(label=_("Points"), min_value=1, max_value=20)

    def panels(self) -> list[LanguagePanel]:
        """The form by language, the question's own language first."""
        order = [self.main, *(language for language in LANGUAGES if language != self.main)]
        return [self._panel(language) for language in order]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors:
            question = {name: value for name, value in self.question().items() if name != "objective"}
            for finding in find_faults(**question):
                self._add_finding(finding)
        return data

    def question(self) -> dict[str, Any]:
        """What the form says, as the services take it."""
        data = self.cleaned_data
        written = [language for language in LANGUAGES if data.get(f"stem_{language}")]
        main = main_language(
            {one: {"stem": data[f"stem_{one}"]} for one in written} or {self.main: {"stem": "-"}}
        )
        keys = [key for key in self.keys if data.get(f"choice_{main}_{key}") or data.get(f"why_{main}_{key}")]
        if self.kind == Kind.TRUE_FALSE:
            keys = list(self.keys)
        right = data.get("right") or []
        return {
            "kind": self.kind,
            "texts": {language: self._text(language, keys) for language in written or [main]},
            "choices": keys,
            "right": [right] if isinstance(right, str) else list(right),
            "accepted": self._accepted(),
            "points": data.get("points") or 0,
            "objective": data.get("objective") or "",
        }

    def _make_keys(self) -> list[str]:
        if self.kind == Kind.SHORT_TEXT:
            return []
        if self.kind == Kind.TRUE_FALSE:
            return list(self.version.choices) if self.version else ["t", "f"]
        own = list(self.version.choices) if self.version else []
        wanted = min(MAX_CHOICES, max(FIRST_ROWS, len(own) + 1))
        fresh = [letter for letter in LETTERS if letter not in own]
        return [*own, *fresh[: max(0, wanted - len(own))]]

    def _add_language(self, language: str) -> None:
        attrs = {"lang": language, "dir": "rtl" if language in RTL_LANGUAGES else "ltr"}
        self.fields[f"stem_{language}"] = forms.CharField(
            label=_("Question"),
            max_length=1000,
            required=language == self.main,
            widget=forms.Textarea(attrs={"rows": 2, **attrs}),
        )
        for key in self.keys:
            if self.kind != Kind.TRUE_FALSE:
                self.fields[f"choice_{language}_{key}"] = forms.CharField(
                    label=_("Answer"), max_length=300, required=False, widget=forms.TextInput(attrs=attrs)
                )
            self.fields[f"why_{language}_{key}"] = forms.CharField(
                label=_("Why, shown afterwards"),
                max_length=600,
                required=False,
                widget=forms.TextInput(attrs=attrs),
            )
        notes = {"feedback": _("Shown afterwards")}
        if self.kind == Kind.SHORT_TEXT:
            self.fields[f"accepted_{language}"] = forms.CharField(
                label=_("Answers that count as right, one a line"),
                required=False,
                help_text=_(
                    "Capital letters, marks on letters, spaces and the final full stop do not matter."
                ),
                widget=forms.Textarea(attrs={"rows": 3, **attrs}),
            )
            notes = {
                "feedback_right": _("Shown afterwards to who was right"),
                "feedback_wrong": _("Shown afterwards to who was not right"),
            }
        for part, label in notes.items():
            self.fields[f"{part}_{language}"] = forms.CharField(
                label=label, max_length=600, required=False, widget=forms.TextInput(attrs=attrs)
            )

    def _initial(self) -> dict[str, Any]:
        if self.version is None:
            return {"points": 1}
        values: dict[str, Any] = {
            "points": self.version.points,
            "objective": self.version.objective,
            "right": self.version.right if self.kind == Kind.MULTIPLE else next(iter(self.version.right), ""),
        }
        for language, text in self.version.texts.items():
            values[f"stem_{language}"] = text.get("stem", "")
            for part in ("feedback", "feedback_right", "feedback_wrong"):
                values[f"{part}_{language}"] = text.get(part, "")
            for key, choice in text.get("choices", {}).items():
                values[f"choice_{language}_{key}"] = choice.get("text", "")
                values[f"why_{language}_{key}"] = choice.get("feedback", "")
        for language, row in self.version.accepted.items():
            values[f"accepted_{language}"] = "\n".join(row)
        return values

    def _panel(self, language: str) -> LanguagePanel:
        right = self["right"].value() if "right" in self.fields else []
        ticked = {right} if isinstance(right, str) else set(right or ())
        notes = [f"{part}_{language}" for part in ("feedback", "feedback_right", "feedback_wrong")]
        return LanguagePanel(
            language=language,
            name=dict(settings.LANGUAGES)[language],
            direction="rtl" if language in RTL_LANGUAGES else "ltr",
            is_main=language == self.main,
            stem=self[f"stem_{language}"],
            rows=[
                ChoiceRow(
                    key,
                    self[f"choice_{language}_{key}"]
                    if self.kind != Kind.TRUE_FALSE
                    else self[f"why_{language}_{key}"],
                    self[f"why_{language}_{key}"],
                    key in ticked,
                )
                for key in self.keys
            ],
            notes=[self[name] for name in notes if name in self.fields],
            accepted=self[f"accepted_{language}"] if self.kind == Kind.SHORT_TEXT else None,
        )

    def _text(self, language: str, keys: list[str]) -> dict[str, Any]:
        data = self.cleaned_data
        text: dict[str, Any] = {"stem": data.get(f"stem_{language}") or "", "choices": {}}
        for place, key in enumerate(keys):
            if self.kind == Kind.TRUE_FALSE:
                words = TRUE_FALSE_TEXTS[language][0 if key == "t" or (key != "f" and place == 0) else 1]
            else:
                words = data.get(f"choice_{language}_{key}") or ""
            why = data.get(f"why_{language}_{key}") or ""
            if words or why:
                text["choices"][key] = {"text": words, "feedback": why}
        for part in ("feedback", "feedback_right", "feedback_wrong"):
            if data.get(f"{part}_{language}"):
                text[part] = data[f"{part}_{language}"]
        return text

    def _accepted(self) -> dict[str, list[str]]:
        if self.kind != Kind.SHORT_TEXT:
            return {}
        rows = {
            language: [
                line.strip() for line in (self.cleaned_data.get(f"accepted_{language}") or "").splitlines()
            ]
            for language in LANGUAGES
        }
        return {language: [line for line in lines if line] for language, lines in rows.items() if any(lines)}

    def _add_finding(self, finding: Finding) -> None:
        language = finding.language or self.main
        first = f"choice_{self.main}_{self.keys[0]}" if self.keys else ""
        field = {
            Fault.NO_STEM: f"stem_{language}",
            Fault.TOO_LONG: f"stem_{language}",
            Fault.CHOICE_WITHOUT_TEXT: f"choice_{language}_{finding.choice}",
            Fault.CHOICES_LOOK_ALIKE: f"choice_{language}_{finding.choice}",
            Fault.TOO_FEW_CHOICES: first,
            Fault.NOTHING_RIGHT: "right",
            Fault.ONE_RIGHT_NEEDED: "right",
            Fault.RIGHT_UNKNOWN: "right",
            Fault.ALL_RIGHT: "right",
            Fault.NO_ACCEPTED: f"accepted_{self.main}",
            Fault.BAD_POINTS: "points",
        }.get(finding.fault)
        self.add_error(field if field in self.fields else None, fault_text(finding))
