"""People and their roles."""

from typing import Any

from django.contrib.auth.hashers import make_password

from accounts.models import Role, User
from accounts.services import assign_role
from demo.keys import key_uuid
from demo.loading.passwords import PASSWORD
from lms.programmes.models import Cohort, Programme
from organisations.models import Firm

ROLES = {name.replace("_", "-"): Role(name) for name in Role.values}


def load_people(data: dict[str, Any]) -> dict[str, User]:
    """Make the people; an existing person is left as she is. Returns them by key."""
    people: dict[str, User] = {}
    password = make_password(PASSWORD)
    for entry in data["people"]:
        uuid = key_uuid("person", entry["key"])
        person = User.objects.filter(uuid=uuid).first()
        if person is None:
            person = User(
                password=password,
                uuid=uuid,
                first_name=entry["given_name"],
                last_name=entry["family_name"],
                username=entry.get("username"),
                email=entry.get("email"),
                phone=entry.get("phone"),
                language=entry["language"],
            )
            person.save()
        people[entry["key"]] = person
    return people


def load_roles(data: dict[str, Any], people: dict[str, User], cohorts: dict[str, Cohort]) -> None:
    """Give the roles of people.yaml; those of trainees follow from their groups."""
    administrator = people["administrator"]
    for entry in data["people"]:
        person = people[entry["key"]]
        for role in entry.get("roles", []):
            if role["role"] == "trainee":
                continue
            kind, identifier = _scope(role.get("scope") or {}, cohorts)
            if person.role_assignments.filter(
                role=ROLES[role["role"]], scope_kind=kind, scope_id=identifier
            ).exists():
                continue
            assign_role(
                user=person,
                role=ROLES[role["role"]],
                scope_kind=kind,
                scope_id=identifier,
                by=administrator,
                reason="Demo programı",
            )


def _scope(scope: dict[str, str], cohorts: dict[str, Cohort]) -> tuple[str, int | None]:
    if "programme" in scope:
        return "programme", Programme.objects.get(code=scope["programme"]).pk
    if "cohort" in scope:
        return "cohort", cohorts[scope["cohort"]].pk
    if "firm" in scope:
        return "firm", Firm.objects.get(code=scope["firm"]).pk
    return "", None
