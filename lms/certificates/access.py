"""Who may see and revoke certificates."""

from typing import Any

from django.db.models import QuerySet

from accounts.models import Role
from accounts.roles import has_role, has_role_somewhere, scope_ids
from lms.certificates.models import Certificate
from lms.enrolments.access import can_read_enrolment
from lms.programmes.access import can_manage_programme


def can_read_certificate(user: Any, certificate: Certificate) -> bool:
    """Its holder, and whoever may see the records that it rests on. Strangers have the verification page."""
    if not getattr(user, "is_authenticated", False):
        return False
    return certificate.holder_id == user.pk or can_read_enrolment(user, certificate.completion.enrolment)


def can_revoke(user: Any, certificate: Certificate) -> bool:
    """Officers of the programme; where there is none, officers of everything; administrators."""
    membership = certificate.completion.enrolment.membership
    if membership is None:
        return has_role(user, Role.PROGRAMME_OFFICER)
    return can_manage_programme(user, membership.cohort.programme)


def works_with_certificates(user: Any) -> bool:
    """For menus and the office page: whether there is anything she could revoke."""
    return has_role_somewhere(user, Role.PROGRAMME_OFFICER)


def revocable_certificates(user: Any) -> QuerySet[Certificate]:
    """Certificates for which `can_revoke` holds."""
    programmes = scope_ids(user, Role.PROGRAMME_OFFICER, "programme")
    certificates = Certificate.objects.select_related(
        "revocation", "completion__enrolment__membership__cohort"
    )
    if programmes is None:
        return certificates
    return certificates.filter(completion__enrolment__membership__cohort__programme__in=programmes)
