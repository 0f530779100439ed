"""What people choose."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.brand import offered_languages
from core.notifications import Kind, kinds
from notifications.models import Choice, Digest, ToldHow
from notifications.services.preferences import can_choose


@dataclass(frozen=True)
class KindRow:
    """A kind with its boxes, one a channel."""

    label: str | Promise
    boxes: list[BoundField]


class PreferencesForm(forms.Form):
    """How often, when not, in which language, and by kind and channel. `channels`: name and label of those she has."""

    digest = forms.ChoiceField(
        label=_("E-mails come"),
        choices=Digest.choices,
        widget=forms.RadioSelect,
        help_text=_("Changes of your sessions and what protects your account come at once in any case."),
    )
    quiet_from = forms.TimeField(
        label=_("Nothing from"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    quiet_until = forms.TimeField(
        label=_("until"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        help_text=_(
            "The language of our mails to you. The page's language is chosen at the top of each page."
        ),
    )

    def __init__(
        self, *args: Any, user: User, channels: Iterable[tuple[str, str | Promise]], **kwargs: Any
    ) -> None:
        how = ToldHow.objects.filter(user=user).first() or ToldHow(user=user)
        kwargs["initial"] = {
            "digest": how.digest,
            "quiet_from": how.quiet_from,
            "quiet_until": how.quiet_until,
            "language": user.language,
        }
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = offered_languages(also=user.language)  # type: ignore[attr-defined]
        self.kinds = [kind for kind in kinds if not kind.is_asked_for and kind.concerns(user)]
        chosen = {(row.kind, row.channel): row.is_on for row in Choice.objects.filter(user=user)}
        self.names: dict[tuple[str, str], str] = {}
        for kind in self.kinds:
            for channel, label in channels:
                if can_choose(kind, channel):
                    name = self.names[kind.name, channel] = f"{kind.name}.{channel}"
                    self.fields[name] = forms.BooleanField(
                        label=label,
                        required=False,
                        initial=chosen.get((kind.name, channel), channel in kind.channels),
                    )

    def rows(self) -> Iterator[KindRow]:
        """The kinds that can be chosen, with their boxes."""
        for kind in self.kinds:
            boxes = [self[name] for (of, _channel), name in self.names.items() if of == kind.name]
            if boxes:
                yield KindRow(kind.label, boxes)

    def fixed(self) -> list[Kind]:
        """The kinds that always come."""
        return [kind for kind in self.kinds if kind.is_essential]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if bool(cleaned.get("quiet_from")) != bool(cleaned.get("quiet_until")) and not (
            {"quiet_from", "quiet_until"} & self.errors.keys()
        ):
            self.add_error("quiet_until", _("Quiet hours have a beginning and an end."))
        return cleaned

    def wanted(self) -> dict[tuple[str, str], bool]:
        """What was ticked, by kind and channel."""
        return {key: self.cleaned_data[name] for key, name in self.names.items()}
