"""Programmes and groups for tests."""

from datetime import date, timedelta

import factory

from lms.programmes.models import Cohort, CohortCourse, Programme, Track


class ProgrammeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Programme

    code = factory.Sequence(lambda number: f"program-{number}")
    name_tr = "İmalat Sanayinde Kadınların Güçlenmesi"


class TrackFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Track

    programme = factory.SubFactory(ProgrammeFactory)
    code = "operator"
    name_tr = "Operatör"


class CohortFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Cohort

    track = factory.SubFactory(TrackFactory)
    programme = factory.SelfAttribute("track.programme")
    name = factory.Sequence(lambda number: f"İzmir {number}. grup")
    starts_on = factory.LazyFunction(lambda: date.today() - timedelta(days=30))
    ends_on = factory.LazyFunction(lambda: date.today() + timedelta(days=30))


def add_course(cohort: Cohort, course, **fields) -> CohortCourse:
    """Put a course into a cohort."""
    return CohortCourse.objects.create(cohort=cohort, course=course, **fields)
