"""Ties firms into roles while Django starts."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from accounts.scopes import Containment, ScopeKind, containments, scope_kinds
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
