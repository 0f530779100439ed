"""Choose a package for a lesson, and say whether it counts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.h5p.models import H5PPackage
from lms.h5p.selectors.authored import packages_to_choose


class ChoosePackageForm(forms.Form):
    """One list and three settings; the CMS's block has the same."""

    package = forms.ModelChoiceField(
        label=_("Package"),
        queryset=H5PPackage.objects.none(),
        empty_label=_("Choose a package"),
        help_text=_("Packages are uploaded in the CMS, under H5P packages."),
    )
    counts = forms.BooleanField(
        label=_("Results count"),
        required=False,
        help_text=_(
            "Off: an exercise. On: what the package reports counts towards the course and its certificate."
        ),
    )
    is_required = forms.BooleanField(label=_("Needed for completion"), required=False)
    pass_percent = forms.IntegerField(
        label=_("Pass mark, per cent"),
        required=False,
        min_value=0,
        max_value=100,
        help_text=_("Of the points that the package gives. Empty: it is enough to get to its end."),
    )

    def __init__(self, *args: Any, by: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["package"].queryset = packages_to_choose(by)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("is_required") and not data.get("counts"):
            self.add_error("is_required", _("Switch on “Results count” as well."))
        return data
