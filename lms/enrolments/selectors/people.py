"""What groups tell accounts about people: who belongs to which programme, and what stands on a person's page."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.access import scopes_run_by
from accounts.directory import PanelRow, PersonPanel
from accounts.models import User
from accounts.scopes import Scope, ids_of
from lms.enrolments.models import Membership, MembershipState


def _of(scopes: Collection[Scope]) -> Q:
    return Q(cohort__in=ids_of("cohort", scopes)) | Q(cohort__programme__in=ids_of("programme", scopes))


def people_in_groups(scopes: Collection[Scope]) -> QuerySet:
    """Ids of people who are or were in a group of these programmes, or wait for one."""
    return Membership.objects.filter(_of(scopes)).values("user")


def people_in_other_groups(scopes: Collection[Scope]) -> QuerySet:
    """Memberships (with `user`) outside these programmes that are not over."""
    return Membership.objects.exclude(_of(scopes)).exclude(state=MembershipState.WITHDRAWN).values("user")


def groups_panel(viewer: Any, person: User) -> PersonPanel:
    """Her groups, as far as `viewer` runs them. One query."""
    scopes = scopes_run_by(viewer)
    rows = Membership.objects.filter(user=person).select_related("cohort", "firm").order_by("-joined_at")
    if scopes is not None:
        rows = rows.filter(_of(scopes))
    return PersonPanel(
        _("Groups"),
        [
            PanelRow(
                row.cohort.name,
                reverse("lms:cohort-detail", args=[row.cohort.uuid]),
                " · ".join(filter(None, (str(MembershipState(row.state).label), str(row.firm or "")))),
            )
            for row in rows
        ],
    )
