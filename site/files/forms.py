"""Forms of the CMS for pictures and documents: none is saved without credit, licence and words (C-31)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from core.languages import LANGUAGES


class LicensedImageForm(BaseImageForm):
    """Credit, licence and description (the alternative text where a page gives none) are needed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("credit", "licence", "description"):
            if name in self.fields:
                self.fields[name].required = True
        if "description" in self.fields:
            self.fields["description"].label = _("Alternative text")
            self.fields["description"].help_text = _("What somebody who cannot see the picture must know.")


class LicensedDocumentForm(BaseDocumentForm):
    """Credit and licence are needed; the language is one of ours."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("credit", "licence", "version"):
            if name in self.fields:
                self.fields[name].required = True

    def clean_language(self) -> str:
        """Empty, tr, en or ar."""
        language = str(self.cleaned_data.get("language") or "").strip().lower()
        if language and language not in LANGUAGES:
            raise forms.ValidationError(_("Write tr, en or ar, or leave it empty."))
        return language
