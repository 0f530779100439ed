"""Choose a video for a lesson, and say whether it is needed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from files.models import LicensedDocument
from lms.videos.rules.meeting import DEFAULT_PERCENT
from lms.videos.selectors.authored import captions_to_choose, videos_to_choose


class ChooseVideoForm(forms.Form):
    """A film that lies among the documents; chapters and questions are added in the CMS."""

    video = forms.ModelChoiceField(
        label=_("Video file"),
        queryset=LicensedDocument.objects.none(),
        empty_label=_("Choose a video"),
        help_text=_("MP4 or WebM; uploaded in the CMS, under Documents."),
    )
    title = forms.CharField(label=_("Title"), max_length=200)
    captions = forms.ModelChoiceField(
        label=_("Captions"),
        queryset=LicensedDocument.objects.none(),
        empty_label=_("Choose the captions"),
        help_text=_("A WebVTT file. Not everybody hears the video."),
    )
    is_required = forms.BooleanField(label=_("Needed for completion"), required=False)
    watch_percent = forms.IntegerField(
        label=_("Share to be watched, per cent"), min_value=1, max_value=100, initial=DEFAULT_PERCENT
    )

    def __init__(self, *args: Any, by: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["video"].queryset = videos_to_choose(by)  # type: ignore[attr-defined]
        self.fields["captions"].queryset = captions_to_choose(by)  # type: ignore[attr-defined]
