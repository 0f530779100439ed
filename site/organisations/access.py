"""Who may act for a firm, and who answers firms. One function a rule."""

from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import Role, RoleAssignment, User
from accounts.roles import has_role, has_role_somewhere, is_administrator, roles_of, scope_ids
from organisations.models import Firm, FirmInterest


def can_represent_firm(user: Any, firm: Firm) -> bool:
    """A contact of this very firm; administrators too. The role without a firm opens none."""
    return is_administrator(user) or ("firm", firm.pk) in _firm_scopes(user)


def _firm_scopes(user: Any) -> set[tuple[str, int]]:
    return {
        held.scope for held in roles_of(user) if held.role == Role.FIRM_CONTACT and held.scope is not None
    }


def can_read_firm(user: Any, firm: Firm) -> bool:
    """Its contacts, and programme officers of everywhere or of its province."""
    scopes = [("province", firm.province_id)] if firm.province_id else []
    return can_represent_firm(user, firm) or has_role(user, Role.PROGRAMME_OFFICER, scopes)


def represented_firms(user: Any) -> QuerySet[Firm]:
    """Active firms that she is a contact of, in Turkish order. An administrator's list is empty: she acts for none."""
    ids = [identifier for kind, identifier in _firm_scopes(user) if kind == "firm"]
    return Firm.objects.filter(pk__in=ids, is_active=True)


def can_answer_interests(user: Any) -> bool:
    """Whether she may open the list of firms' interests at all; which ones she sees: interests_for."""
    return has_role_somewhere(user, Role.PROGRAMME_OFFICER)


def interests_for(user: Any, provinces: set[int] | None = None) -> QuerySet[FirmInterest]:
    """Interests that she may see and answer.

    An officer of a province sees its firms, an officer of everywhere all of them. `provinces`: ids that her programmes
    reach (the caller knows programmes; this app does not). A firm without a province is seen by every officer.
    """
    if not can_answer_interests(user):
        return FirmInterest.objects.none()
    ids = scope_ids(user, Role.PROGRAMME_OFFICER, "province")
    if ids is None:
        return FirmInterest.objects.all()
    return FirmInterest.objects.filter(Q(province=None) | Q(province__in=ids | (provinces or set())))


def officers() -> QuerySet[User]:
    """Active people with the role of a programme officer, wherever it holds."""
    holders = RoleAssignment.objects.current().filter(role=Role.PROGRAMME_OFFICER).values("user")
    return User.objects.filter(pk__in=holders, is_active=True)
