"""Ties firms into roles while Django starts."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from accounts.scopes import ScopeKind, scope_kinds
from organisations.models import Firm


def _firm_names(ids: Iterable[int]) -> dict[int, str]:
    return dict(Firm.objects.filter(pk__in=list(ids)).values_list("pk", "name"))


scope_kinds.register("firm", ScopeKind(label=_("Firm"), names=_firm_names))
