"""A programme and its tracks, in three languages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.programmes.exceptions import ProgrammeWrong
from lms.programmes.forms.fields import day_field
from lms.programmes.models import Programme, Track
from taxonomy.models import Province


def _name(label: Any, *, required: bool = False, **attrs: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=200,
        required=required,
        widget=forms.TextInput(attrs={"autocomplete": "off", **attrs}),
    )


def _text(label: Any, *, rows: int, **attrs: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": rows, **attrs}),
    )


class NamedForm(forms.Form):
    """Names in three languages; Turkish is needed, the others fall back to it."""

    name_tr = _name(_("Name in Turkish"), required=True, lang="tr", dir="ltr")
    name_en = _name(_("Name in English"), lang="en", dir="ltr")
    name_ar = _name(_("Name in Arabic"), lang="ar", dir="rtl")

    def texts(self, name: str) -> dict[str, str]:
        """{"tr": …, "en": …, "ar": …} of a field that is there in three languages."""
        return {language: self.cleaned_data[f"{name}_{language}"] for language in ("tr", "en", "ar")}

    def explain(self, problem: ProgrammeWrong) -> None:
        """Say at the field what the service refused."""
        said = {"before_start": _("The end must be after the start."), "no_name": _("Fill in this field.")}
        self.add_error(problem.field, said[problem.code])


class ProgrammeForm(NamedForm):
    """What the programme is called, when, where, and who pays."""

    starts_on = day_field(_("First day"))
    ends_on = day_field(_("Last day"))
    provinces = forms.ModelMultipleChoiceField(
        queryset=Province.objects.all(),
        label=_("Provinces"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Firms and groups of these provinces belong to the programme."),
    )
    description_tr = _text(_("Description in Turkish"), rows=5, lang="tr", dir="ltr")
    description_en = _text(_("Description in English"), rows=5, lang="en", dir="ltr")
    description_ar = _text(_("Description in Arabic"), rows=5, lang="ar", dir="rtl")
    funder_line_tr = _text(_("Funding line in Turkish"), rows=2, lang="tr", dir="ltr")
    funder_line_en = _text(_("Funding line in English"), rows=2, lang="en", dir="ltr")
    funder_line_ar = _text(_("Funding line in Arabic"), rows=2, lang="ar", dir="rtl")
    external_url = forms.URLField(
        label=_("Official record"), max_length=200, required=False, assume_scheme="https"
    )
    external_id = forms.CharField(label=_("Number of the official record"), max_length=100, required=False)
    asks_birth_year = forms.BooleanField(
        label=_("People under 18 may take part: ask for the year of birth"),
        required=False,
        help_text=_(
            "Whoever is under 18 waits until the programme office has noted down her guardian's consent. Leave it "
            "off where everybody is of age: then nobody is asked."
        ),
    )

    def programme_parts(self) -> dict[str, Any]:
        """What the service takes."""
        data = self.cleaned_data
        return {
            "names": self.texts("name"),
            "description": self.texts("description"),
            "funder_line": self.texts("funder_line"),
            **{
                name: data[name]
                for name in (
                    "starts_on",
                    "ends_on",
                    "provinces",
                    "external_url",
                    "external_id",
                    "asks_birth_year",
                )
            },
        }


class TrackForm(NamedForm):
    """A way through the programme."""

    months = forms.IntegerField(
        label=_("Months"),
        min_value=1,
        max_value=36,
        initial=2,
        help_text=_("How long a group's training lasts."),
    )
    target = forms.IntegerField(
        label=_("People to reach"), min_value=0, max_value=1_000_000, initial=0, required=False
    )


def names_of(row: Programme | Track | None) -> dict[str, Any]:
    """The names as a form shows them first."""
    return (
        {f"name_{language}": getattr(row, f"name_{language}") for language in ("tr", "en", "ar")}
        if row
        else {}
    )


def programme_initial(programme: Programme | None) -> dict[str, Any]:
    """A programme as its form shows it first."""
    if programme is None:
        return {}
    texts = {
        f"{name}_{language}": getattr(programme, name).get(language, "")
        for name in ("description", "funder_line")
        for language in ("tr", "en", "ar")
    }
    plain = {
        name: getattr(programme, name)
        for name in ("starts_on", "ends_on", "external_url", "external_id", "asks_birth_year")
    }
    return {**names_of(programme), **texts, **plain, "provinces": list(programme.provinces.all())}
