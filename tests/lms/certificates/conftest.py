"""A completed course with its certificate."""

import pytest
from django.core.cache import caches

from core.outbox import deliver_all
from lms.certificates.models import Certificate
from lms.programmes.models import ProgrammePartner
from lms.progress.services import complete_activity
from tests.factories.accounts import UserFactory
from tests.factories.courses import make_course, make_edition_row
from tests.factories.enrolments import make_enrolment, make_membership
from tests.factories.organisations import PartnerFactory
from tests.factories.programmes import CohortFactory, add_course


@pytest.fixture(autouse=True)
def _own_storage(tmp_path, settings):
    """PDFs of a test go with it; editions of an earlier test must not be found again."""
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        },
    }
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    caches["immutable"].clear()


@pytest.fixture
def completed(db):
    """An enrolment in a group's course whose last lesson was just read; nothing delivered yet."""
    cohort = CohortFactory(name="Iğdır 2. grup")
    programme = cohort.programme
    programme.funder_line = {
        "tr": "Bu proje Avrupa Birliği tarafından finanse edilmektedir.",
        "en": "Funded by the EU.",
    }
    programme.save()
    for place, (code, name, part) in enumerate(
        [
            ("undp", "UNDP Türkiye", "implementer"),
            ("tisk", "TİSK", "implementer"),
            ("avrupa-birligi", "Avrupa Birliği", "funder"),
        ]
    ):
        ProgrammePartner.objects.create(
            programme=programme,
            organisation=PartnerFactory(code=code, name=name),
            part=part,
            sort_order=place,
        )
    course = make_course(title="İşyerinde Güvenlik ve Sağlık", lessons=1, hours="12.5")
    edition = make_edition_row(course)
    add_course(cohort, course)
    user = UserFactory(first_name="Gülşah", last_name="Öztürk Iğdırlı", language="en")
    enrolment = make_enrolment(edition=edition, membership=make_membership(cohort, user=user))
    complete_activity(
        enrolment=enrolment,
        activity_key=edition.outline["modules"][0]["lessons"][0]["key"],
        source="self",
        by=user,
    )
    return enrolment


@pytest.fixture
def certificate(completed) -> Certificate:
    """Issued, with its files made and its mail sent."""
    deliver_all()
    return Certificate.objects.get()
