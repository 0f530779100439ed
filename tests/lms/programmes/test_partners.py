"""Who stands behind a programme: named by its officer, in her order, seen by everybody."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.models import AuditEntry
from lms.programmes.models import ProgrammePartner
from tests.factories.organisations import PartnerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(officer, programme):
    return f"/teach/programmes/{programme.uuid}/partners/"


def named(programme):
    return [str(row.organisation) for row in programme.partner_rows.all()]


def test_an_officer_names_orders_and_takes_off(client, address, officer, programme):
    first, second = PartnerFactory(name="UNDP Türkiye"), PartnerFactory(name="Çankaya Üniversitesi")
    for organisation in (first, second, second):
        answer = client.post(address, {"act": "add", "organisation": organisation.pk, "part": "partner"})
        assert answer.status_code == 302
    assert named(programme) == ["UNDP Türkiye", "Çankaya Üniversitesi"], "twice is once"
    row = programme.partner_rows.get(organisation=second)
    client.post(address, {"act": f"up:{row.pk}"})
    assert named(programme) == ["Çankaya Üniversitesi", "UNDP Türkiye"]
    assert "Çankaya Üniversitesi" in client.get(f"/programmes/{programme.code}/").content.decode()
    client.post(address, {"act": f"remove:{row.pk}"})
    assert named(programme) == ["UNDP Türkiye"]
    acts = AuditEntry.objects.filter(actor=officer, action__startswith="programme.partner").order_by("pk")
    assert [entry.action for entry in acts] == ["programme.partner_added"] * 2 + ["programme.partner_removed"]


def test_another_programmes_row_is_not_there(client, address, programme):
    other = ProgrammePartner.objects.create(
        programme=type(programme).objects.create(code="x", name_tr="X"),
        organisation=PartnerFactory(),
        part="funder",
    )
    assert client.post(address, {"act": f"remove:{other.pk}"}).status_code == 404
    assert ProgrammePartner.objects.filter(pk=other.pk).exists()
    assert client.post(address, {"act": "remove:x"}).status_code == 404


@pytest.mark.parametrize(
    "fields", [{}, {"organisation": "999999", "part": "partner"}, {"organisation": "x", "part": "y"}]
)
def test_what_is_wrong_is_said(client, address, programme, fields):
    answer = client.post(address, {"act": "add", **fields})
    assert answer.status_code == 422 and answer.context["form"].errors
    assert named(programme) == []


def test_queries_do_not_grow(client, address, programme):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert client.get(address).status_code == 200
        return len(seen)

    PartnerFactory()
    few = queries()
    for number in range(12):
        ProgrammePartner.objects.create(
            programme=programme, organisation=PartnerFactory(), part="partner", sort_order=number
        )
    assert queries() <= few
