"""Blocks of the front page."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.addresses import is_local_path

_is_web_address = URLValidator(schemes=["https", "http"])


class AddressBlock(blocks.CharBlock):
    """A place of this site (from its first "/" on) or a whole web address."""

    def clean(self, value: Any) -> str:
        """Refuse what a browser would run or take for a file."""
        address: str = super().clean(value)
        if address and not is_local_path(address):
            try:
                _is_web_address(address)
            except ValidationError:
                raise ValidationError(
                    _("Write the place on this site, for example /search/, or a whole address with https://.")
                ) from None
        return address


class DoorValue(blocks.StructValue):
    """A door as the front page shows it."""

    @property
    def url(self) -> str:
        """The chosen page's address while it is public, else the written one."""
        page = self.get("page")
        return (page.url if page is not None and page.live else None) or self.get("address") or ""


class DoorBlock(blocks.StructBlock):
    """A card that leads one kind of reader on."""

    title = blocks.CharBlock(max_length=80, label=_("Title"))
    text = blocks.TextBlock(max_length=300, label=_("Text"))
    label = blocks.CharBlock(
        required=False,
        max_length=60,
        label=_("Words of the link"),
        help_text=_("Where it leads, in two or three words."),
    )
    page = blocks.PageChooserBlock(required=False, label=_("Page"))
    address = AddressBlock(
        required=False,
        max_length=300,
        label=_("Or an address"),
        help_text=_("For what is no page, for example /search/."),
    )

    class Meta:
        icon = "link"
        label = _("Door")
        value_class = DoorValue


class StepBlock(blocks.StructBlock):
    """One of the steps that tell how the programme works."""

    title = blocks.CharBlock(max_length=80, label=_("Title"))
    text = blocks.TextBlock(max_length=300, label=_("Text"))

    class Meta:
        icon = "list-ol"
        label = _("Step")
