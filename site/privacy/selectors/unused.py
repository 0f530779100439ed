"""Accounts that nobody uses: never signed in to, or not for so many months, and nothing hangs on them."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import RoleAssignment, User
from core.personal_data import holdings

DAYS_IN_A_MONTH = 365.25 / 12


def unused_people(at: datetime) -> QuerySet[User]:
    """Whose last time here was settings.UNUSED_ACCOUNT_MONTHS before `at`; nobody where that is 0.

    Never anybody with a role or a right over anything, and never anybody with a row in a table that must be kept for
    years (places, enrolments, attendance, certificates …): the declarations say which these are, so a new one counts by
    itself. Closed accounts wait for whoever closed them.
    """
    if not settings.UNUSED_ACCOUNT_MONTHS:
        return User.objects.none()
    limit = at - timedelta(days=round(settings.UNUSED_ACCOUNT_MONTHS * DAYS_IN_A_MONTH))
    people = User.objects.filter(
        Q(last_login__lt=limit) | Q(last_login=None, date_joined__lt=limit),
        is_active=True,
        is_staff=False,
        is_superuser=False,
        groups=None,
        user_permissions=None,
    ).exclude(Exists(RoleAssignment.objects.current().filter(user=OuterRef("pk"))))
    for holding in holdings:
        if holding.owner and holding.keep_years:
            kept = holding.rows.order_by().filter(**{holding.owner: OuterRef("pk")})
            people = people.exclude(Exists(kept))
    return people


def is_unused(person: Any) -> bool:
    """Whether that is still so of somebody who was told. One query."""
    return unused_people(timezone.now()).filter(pk=person.pk).exists()
