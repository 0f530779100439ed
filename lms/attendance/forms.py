"""Planning a session: the usual one needs a title and a day, the rest is as last time."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.attendance.exceptions import CourseNotOfGroup, SessionWrong
from lms.attendance.models import ClassSession, SessionMode
from lms.attendance.selectors import courses_of, last_session
from lms.programmes.models import Cohort

DAY_FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d.%m.%y"]
TIME_FORMATS = ["%H:%M", "%H.%M", "%H:%M:%S"]
USUAL_START, USUAL_END = time(10, 0), time(12, 0)


class SessionForm(forms.Form):
    """Day and times are the phone's own pickers; typed as 24.11.2026 and 10.00 they are understood too."""

    title = forms.CharField(
        label=_("Title"), max_length=200, help_text=_("What it is about, in a few words.")
    )
    day = forms.DateField(
        label=_("Day"),
        input_formats=DAY_FORMATS,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    starts = forms.TimeField(
        label=_("Starts at"),
        input_formats=TIME_FORMATS,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
    )
    ends = forms.TimeField(
        label=_("Ends at"),
        input_formats=TIME_FORMATS,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
    )
    mode = forms.ChoiceField(label=_("Mode"), choices=SessionMode.choices, widget=forms.RadioSelect)
    place = forms.CharField(
        label=_("Place"), max_length=200, required=False, help_text=_("Room and address, for face to face.")
    )
    link = forms.URLField(
        label=_("Link"),
        max_length=200,
        required=False,
        assume_scheme="https",
        help_text=_("Address of the online meeting."),
    )
    course = forms.ChoiceField(
        label=_("Counts for the attendance of"),
        required=False,
        help_text=_("Choose no course for a meeting that counts for none."),
    )

    def __init__(
        self, *args: Any, cohort: Cohort, session: ClassSession | None = None, **kwargs: Any
    ) -> None:
        self.courses = courses_of(cohort)
        kwargs.setdefault("initial", _from_session(session) if session else self._defaults(cohort))
        super().__init__(*args, **kwargs)
        course = self.fields["course"]
        assert isinstance(course, forms.ChoiceField)
        course.choices = [("", _("No course")), *((str(one.pk), one.title) for one in self.courses)]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("mode") == SessionMode.FACE_TO_FACE and not data.get("place"):
            self.add_error("place", _("Where do you meet? Write the place."))
        if data.get("mode") == SessionMode.LIVE_ONLINE and not data.get("link") and "link" not in self.errors:
            self.add_error("link", _("Write the address of the online meeting."))
        if data.get("starts") and data.get("ends") and data["ends"] <= data["starts"]:
            self.add_error("ends", _("The end must be after the start."))
        return data

    def session_parts(self) -> dict[str, Any]:
        """What the services take."""
        data = self.cleaned_data
        return {
            "title": data["title"],
            "starts_at": _local(data["day"], data["starts"]),
            "ends_at": _local(data["day"], data["ends"]),
            "mode": data["mode"],
            "place": data["place"],
            "link": data["link"],
            "course": next((one for one in self.courses if str(one.pk) == data["course"]), None),
        }

    def add_service_error(self, error: SessionWrong | CourseNotOfGroup) -> None:
        """Say at the field what a service refused."""
        if isinstance(error, CourseNotOfGroup):
            self.add_error("course", _("This course is not one of the group's courses."))
            return
        field = {"ends_at": "ends", "starts_at": "starts"}.get(error.field, error.field)
        text = {
            "too_long": _("A session lasts 12 hours at most."),
            "missing": _("Fill in this field."),
            "no_address": _("Write a whole address that begins with https://"),
        }.get(error.code, _("Check this field."))
        self.add_error(field if field in self.fields else None, text)

    def _defaults(self, cohort: Cohort) -> dict[str, Any]:
        """As last time, a week later; the first session is tomorrow morning."""
        previous = last_session(cohort)
        today = timezone.localdate()
        if previous is None:
            first = max(today + timedelta(days=1), cohort.starts_on)
            return {
                "day": first,
                "starts": USUAL_START,
                "ends": USUAL_END,
                "mode": SessionMode.FACE_TO_FACE,
                "place": str(cohort.training_centre) if cohort.training_centre else "",
                "course": str(self.courses[0].pk) if self.courses else "",
            }
        values = _from_session(previous)
        day = values["day"] + timedelta(days=7)
        while day <= today:
            day += timedelta(days=7)
        return {**values, "title": "", "day": day}


class CancelForm(forms.Form):
    """Why a session does not take place."""

    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)


def _from_session(session: ClassSession) -> dict[str, Any]:
    starts_at, ends_at = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    return {
        "title": session.title,
        "day": starts_at.date(),
        "starts": starts_at.time(),
        "ends": ends_at.time(),
        "mode": session.mode,
        "place": session.place,
        "link": session.link,
        "course": str(session.course_id or ""),
    }


def _local(day: date, clock: time) -> datetime:
    """A moment in the site's time zone (Europe/Istanbul)."""
    return timezone.make_aware(datetime.combine(day, clock))
