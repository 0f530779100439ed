"""Every table that knows somebody is declared: a new one without a declaration fails here (security statement 41)."""

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection, models

from core.personal_data import Erasure, holdings, purposes
from privacy.columns import column_label

DECLARED = {holding.model: holding for holding in holdings}


def references(model):
    """References that the table itself holds, without those that it inherits."""
    return [field for field in model._meta.local_fields if field.is_relation and field.related_model]


def tables_that_know_people():
    """Tables that refer to a person, or to a row that is somebody's own."""
    owned = {get_user_model()._meta.label} | {one.model for one in holdings if one.owner}
    return [
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        if any(field.related_model._meta.label in owned for field in references(model))
    ]


@pytest.mark.parametrize("label", tables_that_know_people())
def test_a_table_that_knows_people_is_declared(label):
    assert label in DECLARED


def test_the_walk_finds_direct_and_indirect_references():
    found = tables_that_know_people()
    assert {"lms.Enrolment", "lms.Response", "lms.CertificateFile", "account.EmailConfirmation"} <= set(found)
    assert "taxonomy.Province" not in found


@pytest.mark.parametrize("holding", list(holdings), ids=lambda one: one.model)
def test_every_reference_to_a_person_has_a_part(holding):
    person = get_user_model()
    model = apps.get_model(holding.model)
    named = {*holding.others, holding.owner, holding.follows}
    if holding.find is not None and holding.model == "privacy.AccountMerge":
        named |= {"kept", "closed"}
    for field in references(model):
        if field.related_model is person:
            assert field.name in named, f"{holding.model}.{field.name}"


@pytest.mark.parametrize(
    "holding", [one for one in holdings if one.is_about_people], ids=lambda one: one.model
)
def test_every_text_that_stays_is_cleared_or_known_to_be_ours(holding):
    if holding.erasure == Erasure.DELETE:
        return
    told = {*holding.cleared, *holding.plain}
    for field in apps.get_model(holding.model)._meta.local_fields:
        is_text = (
            isinstance(field, (models.CharField, models.TextField, models.JSONField)) and not field.choices
        )
        assert not is_text or field.name in told, f"{holding.model}.{field.name}"


@pytest.mark.parametrize("holding", list(holdings), ids=lambda one: one.model)
def test_a_declaration_is_whole(holding):
    model = apps.get_model(holding.model)
    assert holding.purpose in purposes
    assert holding.erasure == Erasure.DELETE or holding.reason or not holding.is_about_people
    names = {field.name for field in model._meta.get_fields()}
    columns = {*holding.cleared, *holding.plain, *holding.secrets, *holding.others}
    assert columns <= names
    assert not holding.is_about_people or holding.shown
    for path in holding.shown:
        assert column_label(path)
        assert hasattr(model, path.split("__")[0])
    if holding.ages_from:
        assert purposes[holding.purpose].days


@pytest.mark.django_db
@pytest.mark.parametrize("holding", [one for one in holdings if one.needs_door], ids=lambda one: one.model)
def test_the_doors_and_the_rest_are_all_columns_of_the_table(holding):
    """A column that no trigger knows could be changed by anybody."""
    table = apps.get_model(holding.model)._meta.db_table
    columns = {field.column for field in apps.get_model(holding.model)._meta.local_fields}
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT event_object_column FROM information_schema.triggered_update_columns "
                "WHERE event_object_table = %s",
                [table],
            )
            guarded = {row[0] for row in cursor.fetchall()}
        else:
            cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
            guarded = set()
            for (sql,) in cursor.fetchall():
                if "UPDATE OF " in sql:
                    listed = sql.split("UPDATE OF ")[1].split(" ON ")[0]
                    guarded |= {name.strip() for name in listed.split(",")}
    assert guarded == columns
