"""The courses of a group: one more, and the dates of those that are there."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.courses.models import CoursePage
from lms.programmes.forms.fields import day_field
from lms.programmes.models import Cohort, CohortCourse
from lms.programmes.selectors import course_titles, courses_to_add
from lms.programmes.services.group_courses import Dates


def _check_days(form: forms.Form, starts: str, due: str) -> None:
    first, last = form.cleaned_data.get(starts), form.cleaned_data.get(due)
    if first and last and last < first:
        form.add_error(due, _("The end must be after the start."))


class CourseField(forms.ModelChoiceField):
    """Courses by their titles in the reader's language."""

    titles: dict[int, str] = {}

    def label_from_instance(self, obj: CoursePage) -> str:
        return self.titles.get(obj.pk) or obj.title


class AddCourseForm(forms.Form):
    """One more course."""

    course = CourseField(queryset=CoursePage.objects.none(), label=_("Course"), empty_label=_("Choose…"))
    starts_on = day_field(_("Opens on"), help_text=_("Empty: it is open from the beginning."))
    due_on = day_field(_("Until"), help_text=_("Empty: no last day."))

    def __init__(self, *args: Any, cohort: Cohort, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["course"]
        assert isinstance(field, CourseField)
        field.queryset = courses_to_add(cohort)
        field.titles = course_titles(field.queryset)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        _check_days(self, "starts_on", "due_on")
        return data


class CourseDatesForm(forms.Form):
    """First and last day of each course that the group has."""

    def __init__(self, *args: Any, rows: list[CohortCourse], **kwargs: Any) -> None:
        kwargs.setdefault(
            "initial",
            {f"starts_{row.pk}": row.starts_on for row in rows}
            | {f"due_{row.pk}": row.due_on for row in rows},
        )
        super().__init__(*args, **kwargs)
        self.rows = rows
        for row in rows:
            self.fields[f"starts_{row.pk}"] = day_field(_("Opens on"))
            self.fields[f"due_{row.pk}"] = day_field(_("Until"))

    def with_rows(self) -> list[tuple[CohortCourse, str, Any, Any]]:
        """Each course with its title and its two fields."""
        titles = course_titles(row.course for row in self.rows)
        return [
            (row, titles[row.course_id], self[f"starts_{row.pk}"], self[f"due_{row.pk}"]) for row in self.rows
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for row in self.rows:
            _check_days(self, f"starts_{row.pk}", f"due_{row.pk}")
        return data

    def dates(self) -> dict[int, Dates]:
        """What the service takes."""
        data = self.cleaned_data
        return {row.pk: (data[f"starts_{row.pk}"], data[f"due_{row.pk}"]) for row in self.rows}
