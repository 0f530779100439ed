"""Who stands behind a programme, in the order in which pages and certificates name them."""

from typing import Any

from django.db import transaction

from core.audit import record
from core.page_cache import purge_public_pages
from lms.programmes.models import Programme, ProgrammePartner
from lms.programmes.services.ordering import move_one_place
from organisations.models import Organisation


@transaction.atomic
def add_partner(*, programme: Programme, organisation: Organisation, part: str, by: Any) -> ProgrammePartner:
    """Put an organisation with its part at the end. Twice is once."""
    Programme.objects.select_for_update().get(pk=programme.pk)
    rows = programme.partner_rows
    row, is_new = rows.get_or_create(
        organisation=organisation, part=part, defaults={"sort_order": rows.count()}
    )
    if is_new:
        _after(row, by, "programme.partner_added")
    return row


@transaction.atomic
def remove_partner(*, row: ProgrammePartner, by: Any) -> None:
    """Take it off; certificates issued before go on naming it."""
    _after(row, by, "programme.partner_removed")
    row.delete()


@transaction.atomic
def move_partner(*, row: ProgrammePartner, up: bool) -> None:
    """One place up or down; at the end of the list nothing happens."""
    move_one_place(row.programme.partner_rows.all(), row, up=up)
    transaction.on_commit(purge_public_pages)


def _after(row: ProgrammePartner, by: Any, action: str) -> None:
    record(
        action=action,
        actor=by,
        about=row.programme,
        data={"organisation": row.organisation.code, "part": row.part},
    )
    transaction.on_commit(purge_public_pages)
