"""Ties firms into roles while Django starts."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from accounts.roles import has_role_somewhere
from accounts.scopes import Containment, ScopeKind, containments, scope_kinds
from core.notifications import EMAIL, Kind, kinds
from organisations.models import Firm


def _firm_names(ids: Iterable[int]) -> dict[int, str]:
    return dict(Firm.objects.filter(pk__in=list(ids)).values_list("pk", "name"))


scope_kinds.register(
    "firm",
    ScopeKind(_("Firm"), _firm_names, lambda: Firm.objects.filter(is_active=True).order_by("sort_name")),
)
containments.register(
    "firm in province", Containment("firm", "province", lambda ids: Firm.objects.filter(province__in=ids))
)

kinds.register(
    "firm_interest",
    Kind(
        name="firm_interest",
        icon="factory",
        label=_("A firm that is interested"),
        concerns=lambda user: has_role_somewhere(user, Role.PROGRAMME_OFFICER),
    ),
)
kinds.register(
    "firm_interest_received",
    Kind(
        name="firm_interest_received",
        channels=(EMAIL,),
        offered=(EMAIL,),
        is_essential=True,
        is_asked_for=True,
    ),
)
