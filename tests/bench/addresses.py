"""Addresses of pages of the demo programme, looked up by what they are (keys differ between installations).

Each returns the path in a language. Needs a Django that is set up and the demo programme.
"""

from django.apps import apps
from django.urls import reverse
from django.utils import translation

TRAINEE, TRAINER, FIRM = "operator", "egitici", "firma"


def page_of(kind: str, language: str = "tr") -> str:
    """Return the path of the first live page of a kind, for example "toolkits.ToolkitPage", or of its live twin."""
    pages = apps.get_model(kind).objects.live()
    page = pages.filter(locale__language_code="tr").order_by("path").first()
    assert page is not None, f"the demo programme has no {kind}"
    twin = pages.filter(translation_key=page.translation_key, locale__language_code=language).first()
    return (twin or page).get_url_parts()[2]


def _enrolment():
    """Return the enrolment of the demo trainee in the course with most lessons."""
    from django.db.models import Count

    enrolments = apps.get_model("lms.Enrolment").objects.filter(user__username=TRAINEE)
    found = enrolments.annotate(size=Count("edition__lessons")).order_by("-size", "id").first()
    assert found is not None, "the demo trainee is in no course"
    return found


def course(language: str = "tr") -> str:
    """Return the course page of the demo trainee."""
    with translation.override(language):
        return reverse("lms:course-learn", args=[_enrolment().course_key])


def lesson(language: str = "tr") -> str:
    """Return the first lesson of that course."""
    enrolment = _enrolment()
    first = (
        apps.get_model("lms.EditionLesson").objects.filter(edition=enrolment.edition).order_by("id").first()
    )
    with translation.override(language):
        return reverse("lms:lesson-detail", args=[enrolment.course_key, first.lesson_key])


def dashboard(language: str = "tr") -> str:
    """Return what a signed-in trainee sees first."""
    with translation.override(language):
        return reverse("lms:dashboard")


def teaching(language: str = "tr") -> str:
    """Return what a trainer sees first."""
    with translation.override(language):
        return reverse("lms:teach-home")
