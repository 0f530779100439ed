"""Ties provinces into roles while Django starts."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from accounts.scopes import ScopeKind, scope_kinds
from taxonomy.models import Province


def _province_names(ids: Iterable[int]) -> dict[int, str]:
    return {province.pk: province.name for province in Province.objects.filter(pk__in=list(ids))}


scope_kinds.register("province", ScopeKind(_("Province"), _province_names, Province.objects.all))
