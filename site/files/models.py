"""Images and documents with credit and licence (C-31). Written in the CMS and by the loader."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage
from wagtail.search import index

from files.storage import private_storage


class Licence(models.TextChoices):
    """How others may use a file."""

    CC_BY = "cc-by-4.0", "CC BY 4.0"
    CC_BY_SA = "cc-by-sa-4.0", "CC BY-SA 4.0"
    CC0 = "cc0", "CC0"
    ALL_RIGHTS = "all-rights", _("All rights reserved")
    PERMISSION = "permission", _("Used with permission")


class LicensedImage(AbstractImage):
    """An image cannot be published without credit, licence and alternative text."""

    credit = models.CharField(_("credit"), max_length=200, help_text=_("Who made it."))
    licence = models.CharField(_("licence"), max_length=20, choices=Licence.choices, default=Licence.CC_BY)

    admin_form_fields = (*WagtailImage.admin_form_fields, "credit", "licence")
    # Wagtail's chooser narrows by a tag and searches at once; its own fields know tags as words only.
    search_fields = [
        *(field for field in AbstractImage.search_fields if field.field_name != "tags"),
        index.RelatedFields(
            "tags",
            [index.SearchField("name", boost=10), index.AutocompleteField("name"), index.FilterField("name")],
        ),
    ]

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")


class Rendition(AbstractRendition):
    """A size of an image, made once."""

    image = models.ForeignKey(LicensedImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class LicensedDocument(AbstractDocument):
    """A file to download: its language, version and licence are shown beside it.

    Its bytes lie in the private storage: only views that asked files.access hand them out.
    """

    file = models.FileField(_("file"), upload_to="documents", storage=private_storage)
    language = models.CharField(
        _("language"), max_length=2, blank=True, help_text=_("tr, en or ar; empty: none.")
    )
    version = models.CharField(_("version"), max_length=20, default="1.0")
    licence = models.CharField(_("licence"), max_length=20, choices=Licence.choices, default=Licence.CC_BY)
    credit = models.CharField(_("credit"), max_length=200, blank=True, help_text=_("Who made it."))

    admin_form_fields = (*WagtailDocument.admin_form_fields, "language", "version", "licence", "credit")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
