"""A group: a track and a first day are enough, the rest has usual values."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.programmes.exceptions import GroupWrong
from lms.programmes.forms.fields import day_field
from lms.programmes.models import Cohort, Joining, Programme, Track
from lms.programmes.selectors import newest_group
from lms.programmes.services.groups import PLACES
from organisations.models import TrainingCentre
from taxonomy.models import Province

SAID = {
    "before_start": _("The end must be after the start."),
    "after_end": _("This is after the group's last day."),
    "too_few": _("More people than this are in the group."),
    "has_people": _("The track stays while people are in the group."),
    "other_programme": _("This track belongs to another programme."),
}


class GroupForm(forms.Form):
    """Short answers first; what follows by itself is below and may stay empty."""

    track = forms.ModelChoiceField(queryset=Track.objects.none(), label=_("Track"), empty_label=None)
    province = forms.ModelChoiceField(
        queryset=Province.objects.none(), label=_("Province"), required=False, empty_label=_("None")
    )
    starts_on = day_field(_("First day"), required=True)
    name = forms.CharField(
        label=_("Name of the group"),
        max_length=150,
        required=False,
        help_text=_("Empty: made of province, track and month."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    ends_on = day_field(_("Last day"), help_text=_("Empty: follows from the months of the track."))
    capacity = forms.IntegerField(label=_("Places"), min_value=1, max_value=5000, initial=PLACES)
    training_centre = forms.ModelChoiceField(
        queryset=TrainingCentre.objects.none(),
        label=_("Training centre"),
        required=False,
        empty_label=_("None"),
    )
    joining = forms.ChoiceField(
        label=_("How people get in"), choices=Joining.choices, initial=Joining.CODE, widget=forms.RadioSelect
    )
    joining_closes_on = day_field(_("Last day to join"), help_text=_("Empty: until the group's last day."))
    with_courses = forms.BooleanField(
        label=_("Take the courses of the last group on this track"), required=False, initial=True
    )

    SHORT = ("track", "province", "starts_on", "name")

    def __init__(self, *args: Any, programme: Programme, cohort: Cohort | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("initial", _from_group(cohort) if cohort else _usual(programme))
        super().__init__(*args, **kwargs)
        own = programme.provinces.all()
        self._offer("track", programme.tracks.order_by("pk"))
        self._offer("province", own if own.exists() else Province.objects.all())
        if cohort and cohort.province_id:
            self._offer("province", (own | Province.objects.filter(pk=cohort.province_id)).distinct())
        self._offer("training_centre", TrainingCentre.objects.filter(is_active=True))
        if cohort:
            del self.fields["with_courses"]
        self.cohort = cohort

    def _offer(self, name: str, rows: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows

    def short_fields(self) -> list[Any]:
        """What everybody answers."""
        return [self[name] for name in self.SHORT]

    def other_fields(self) -> list[Any]:
        """What has a usual value."""
        return [self[name] for name in self.fields if name not in self.SHORT]

    @property
    def is_open_below(self) -> bool:
        """Whether the lower part is shown at once: when a group is changed, or something there is wrong."""
        return self.cohort is not None or any(name not in self.SHORT for name in self.errors)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.cohort and not data.get("ends_on") and "ends_on" not in self.errors:
            data["ends_on"] = self.cohort.ends_on
        return data

    def group_parts(self) -> dict[str, Any]:
        """What the services take."""
        return {name: value for name, value in self.cleaned_data.items() if name != "with_courses"}

    def explain(self, problem: GroupWrong) -> None:
        """Say at the field what the service refused."""
        self.add_error(
            problem.field if problem.field in self.fields else None, SAID.get(problem.code, problem.code)
        )


def _from_group(cohort: Cohort) -> dict[str, Any]:
    names = ("track", "province", "starts_on", "name", "ends_on", "capacity", "training_centre", "joining")
    return {name: getattr(cohort, name) for name in names} | {"joining_closes_on": cohort.joining_closes_on}


def _usual(programme: Programme) -> dict[str, Any]:
    """As the last group; it begins on the next Monday."""
    last = newest_group(programme)
    first = {"starts_on": next_monday(timezone.localdate()), "capacity": PLACES, "joining": Joining.CODE}
    if last is None:
        return first
    same = ("track", "province", "capacity", "training_centre", "joining")
    return first | {name: getattr(last, name) for name in same}


def next_monday(today: date) -> date:
    """The first Monday after today."""
    return today + timedelta(days=7 - today.weekday())
