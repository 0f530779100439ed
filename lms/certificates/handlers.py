"""Certificates follow completed courses, through the outbox. Connected in lms/wiring.py."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.navigation import Entry, navigation
from core.outbox import enqueue, outbox_handler
from lms.certificates.access import works_with_certificates
from lms.certificates.models import Certificate
from lms.certificates.selectors import certificate_of_enrolment, certificates_of, is_revoked
from lms.certificates.services import issue_certificate, make_files
from lms.certificates.services.issuing import TYPESET
from lms.progress.models import CourseCompletion
from lms.progress.registry import Panel, completion_panels, dashboard_panels
from lms.progress.signals import course_completed

ISSUE = "lms.certificates.issue"


def on_course_completed(sender: Any, completion: CourseCompletion, **_kwargs: Any) -> None:
    """Promise the certificate in the transaction of the completion."""
    if completion.edition.rules.get("offers_certificate", False):
        enqueue(topic=ISSUE, key=f"{ISSUE}:{completion.pk}", payload={"completion": completion.pk})


@outbox_handler(ISSUE)
def issue(payload: dict[str, Any]) -> None:
    """Write the certificate."""
    completion = CourseCompletion.objects.select_related(
        "edition",
        "enrolment__user",
        "enrolment__membership__cohort__programme",
        "enrolment__membership__cohort__track",
    ).get(pk=payload["completion"])
    issue_certificate(completion=completion)


@outbox_handler(TYPESET)
def make_certificate_files(payload: dict[str, Any]) -> None:
    """Make its PDFs."""
    certificate = Certificate.objects.select_related("holder", "completion").get(pk=payload["certificate"])
    make_files(certificate=certificate)


def dashboard_panel(user: Any) -> dict[str, Any] | None:
    """Her newest certificates. One query."""
    certificates = [one for one in certificates_of(user) if not is_revoked(one)]
    return {"certificates": certificates[:3], "count": len(certificates)} if certificates else None


def completion_panel(enrolment: Any) -> dict[str, Any] | None:
    """The certificate of a completed course, or that it is being made. One query."""
    if not enrolment.edition.rules.get("offers_certificate", False):
        return None
    certificate = certificate_of_enrolment(enrolment.pk)
    return {"certificate": certificate, "is_revoked": certificate is not None and is_revoked(certificate)}


def connect() -> None:
    """Listen, and add to the screens of lower applets; called once while Django starts."""
    course_completed.connect(on_course_completed, dispatch_uid="certificates.course_completed")
    dashboard_panels.register(
        "certificates", Panel("lms/certificates/_dashboard_panel.html", dashboard_panel)
    )
    completion_panels.register(
        "certificate", Panel("lms/certificates/_completion_panel.html", completion_panel)
    )
    navigation.register(
        "certificates",
        Entry(
            area="user", label=_("My certificates"), icon="award", address="lms:certificate-list", order=20
        ),
    )
    navigation.register(
        "certificate-office",
        Entry(
            area="user",
            label=_("Certificates issued"),
            icon="shield-check",
            address="lms:certificate-office",
            order=70,
            is_visible=lambda request: works_with_certificates(request.user),
        ),
    )
