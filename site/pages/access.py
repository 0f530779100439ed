"""Which firms' interests an officer sees: her provinces, and those that her programmes reach. Who sets up the site."""

from typing import Any

from django.db.models import QuerySet

from accounts.models import Role
from accounts.roles import is_administrator, scope_ids
from lms.programmes.models import Programme
from organisations.access import interests_for
from organisations.models import FirmInterest


def visible_interests(user: Any) -> QuerySet[FirmInterest]:
    """Interests that she may read and answer; a programme officer those of her programmes' provinces."""
    programmes = scope_ids(user, Role.PROGRAMME_OFFICER, "programme")
    provinces: set[int] = set()
    if programmes:
        rows = Programme.objects.filter(pk__in=programmes, provinces__isnull=False)
        provinces = set(rows.values_list("provinces", flat=True))
    return interests_for(user, provinces).select_related("province", "sector", "answered_by")


def can_set_up(user: Any) -> bool:
    """See and do what the installation still lacks: administrators."""
    return is_administrator(user)
