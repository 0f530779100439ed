"""Forms of the course builder."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class TitleForm(forms.Form):
    """A name for a course, a module or any page."""

    title = forms.CharField(label=_("Name"), max_length=255, widget=forms.TextInput(attrs={"dir": "auto"}))

    def __init__(self, *args: Any, label: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if label is not None:
            self.fields["title"].label = label


class LessonForm(forms.Form):
    """A new lesson: what it is called and what it says."""

    title = forms.CharField(
        label=_("Name of the lesson"), max_length=255, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    text = forms.CharField(
        label=_("Text"),
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        help_text=_("An empty line begins a paragraph, ## a heading, - a list."),
    )


class LessonEditForm(forms.Form):
    """A lesson's draft in the builder. Without `text` when the body has more than the builder can show."""

    title = forms.CharField(
        label=_("Name of the lesson"), max_length=255, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=240)
    is_required = forms.BooleanField(label=_("Needed for completion"), required=False)
    text = forms.CharField(
        label=_("Text"),
        max_length=50_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 12, "dir": "auto"}),
        help_text=_("An empty line begins a paragraph, ## a heading, - a list."),
    )
    base = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    def __init__(self, *args: Any, has_text: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_text:
            del self.fields["text"]


class PlaceForm(forms.Form):
    """Where a dragged page goes."""

    page = forms.UUIDField()
    parent = forms.UUIDField()
    position = forms.IntegerField(min_value=0, max_value=10_000)


class PublishForm(forms.Form):
    """The one clear act."""

    note = forms.CharField(
        label=_("What is new, in one sentence"),
        max_length=300,
        required=False,
        help_text=_("Shown to trainees who are in the course."),
    )
