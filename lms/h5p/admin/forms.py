"""Forms of packages in the CMS."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.models import Collection

from files.models import Licence
from lms.h5p.access import package_policy
from lms.h5p.models import H5PPackage

FIELDS = ("title", "collection", "licence", "credit", "accessibility_note", "alternative")


class ReplaceForm(forms.Form):
    """A file, with a key of its own: sent twice it is one upload."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": ".h5p"}),
        error_messages={"required": _("Choose a file with the ending .h5p.")},
    )
    # After the file: where it is missing, the connection was cut and the file is not whole.
    end = forms.BooleanField(
        widget=forms.HiddenInput,
        initial="1",
        error_messages={"required": _("The file did not arrive whole. Upload it again.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid.uuid4(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)

    def clean_file(self) -> Any:
        """Only packages; what is in them is looked at later, by a worker."""
        file = self.cleaned_data["file"]
        if not file.name.casefold().endswith(".h5p"):
            raise forms.ValidationError(_("Choose a file with the ending .h5p."))
        return file


class UploadForm(ReplaceForm):
    """A new package: what may be said of it besides; what is left empty, the package says of itself."""

    title = forms.CharField(
        label=_("Title"), max_length=200, required=False, help_text=_("Empty: as the package calls itself.")
    )
    collection = forms.ModelChoiceField(Collection.objects.none(), label=_("Collection"), empty_label=None)
    licence = forms.ChoiceField(
        label=_("Licence"),
        choices=[("", _("As the package says")), *Licence.choices],
        required=False,
        help_text=_("If the package says nothing: all rights reserved."),
    )
    credit = forms.CharField(label=_("Credit"), max_length=200, required=False, help_text=_("Who made it."))
    accessibility_note = forms.CharField(
        label=_("Accessibility note"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What somebody cannot do in it who uses only a keyboard or a screen reader."),
    )
    alternative = forms.CharField(
        label=_("Transcript or alternative"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Shown below the package: the same content for whoever cannot use it."),
    )
    field_order = [
        "key",
        "title",
        "collection",
        "licence",
        "credit",
        "accessibility_note",
        "alternative",
        "file",
        "end",
    ]

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        collections = package_policy.collections_user_has_permission_for(user, "add")
        field = self.fields["collection"]
        field.queryset = collections  # type: ignore[attr-defined]
        field.initial = collections.first()
        if collections.count() == 1:
            field.widget = forms.HiddenInput()

    def details(self) -> dict[str, Any]:
        """What services.receive_upload keeps until the package is there."""
        values = self.cleaned_data
        return {name: values[name] for name in FIELDS if name != "collection"} | {
            "collection": values["collection"].pk
        }


class PackageForm(WagtailAdminModelForm):
    """What an editor may change of a package; its content changes by replacing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "collection" in self.fields and self.for_user is not None:
            field = self.fields["collection"]
            allowed = package_policy.collections_user_has_permission_for(self.for_user, "add")
            field.queryset = (allowed | Collection.objects.filter(pk=self.instance.collection_id)).distinct()

    class Meta:
        model = H5PPackage
        fields = FIELDS
