"""Settings of a quiz: six, each with a default that needs no thought."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.languages import LANGUAGES
from lms.quizzes.models import Quiz

LANGUAGE_LABELS = {"tr": _("Title in Turkish"), "en": _("Title in English"), "ar": _("Title in Arabic")}


class QuizSettingsForm(forms.Form):
    """Titles, pass mark, attempts, time."""

    title_tr = forms.CharField(label=LANGUAGE_LABELS["tr"], max_length=200, required=False)
    title_en = forms.CharField(label=LANGUAGE_LABELS["en"], max_length=200, required=False)
    title_ar = forms.CharField(label=LANGUAGE_LABELS["ar"], max_length=200, required=False)
    pass_mark = forms.IntegerField(label=_("Pass mark, per cent"), min_value=0, max_value=100, initial=70)
    max_attempts = forms.IntegerField(
        label=_("Attempts allowed"),
        min_value=1,
        max_value=100,
        required=False,
        help_text=_("Empty: as often as one likes."),
    )
    minutes = forms.IntegerField(
        label=_("Time limit in minutes"),
        min_value=1,
        max_value=600,
        required=False,
        help_text=_("Empty: no limit."),
    )

    def __init__(self, *args: Any, quiz: Quiz | None = None, **kwargs: Any) -> None:
        if quiz is not None:
            kwargs["initial"] = {
                **{f"title_{language}": quiz.titles.get(language, "") for language in LANGUAGES},
                "pass_mark": quiz.pass_mark,
                "max_attempts": quiz.max_attempts,
                "minutes": quiz.minutes,
            }
        super().__init__(*args, **kwargs)
        self.fields["title_ar"].widget.attrs.update(dir="rtl", lang="ar")
        for name in ("pass_mark", "max_attempts", "minutes"):
            self.fields[name].widget.attrs["inputmode"] = "numeric"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.titles(data):
            self.add_error("title_tr", _("Give the quiz a title in at least one language."))
        return data

    def titles(self, data: dict[str, Any]) -> dict[str, str]:
        """Titles by language, without the empty ones."""
        return {
            language: data[f"title_{language}"] for language in LANGUAGES if data.get(f"title_{language}")
        }

    def settings(self) -> dict[str, Any]:
        """Arguments for the services."""
        return {name: self.cleaned_data[name] for name in ("pass_mark", "max_attempts", "minutes")}
