"""Who may see people, give them roles and manage their accounts. One function a rule."""

from typing import Any

from django.db.models import Q, QuerySet

from accounts.giving import BELOW_OFFICER, OFFERED, fits, may_give
from accounts.identifiers import is_pseudonym
from accounts.models import STAFF_ROLES, Role, RoleAssignment, User
from accounts.roles import has_role_somewhere, is_administrator, roles_of
from accounts.scopes import Scope, inside_of, lies_in, people_sources


def card_holders() -> QuerySet[User]:
    """People who may have a sign-in card: open accounts that are trainees and nothing else. Never staff, nobody with any
    other role, nobody with rights in the CMS: a card is a way in that another person holds for a while."""
    others = RoleAssignment.objects.current().exclude(role=Role.TRAINEE)
    return User.objects.filter(
        is_active=True, is_staff=False, is_superuser=False, groups=None, user_permissions=None
    ).exclude(pk__in=others.values("user"))


def administrators() -> QuerySet[User]:
    """Everybody who administers the whole installation, however she was made one."""
    held = RoleAssignment.objects.current().filter(role=Role.ADMINISTRATOR, scope_id=None)
    return User.objects.filter(Q(is_superuser=True) | Q(pk__in=held.values("user")), is_active=True)


def staff_people() -> QuerySet[User]:
    """Everybody with rights over others: whoever may not be put into a group by a list."""
    staff = RoleAssignment.objects.current().filter(role__in=STAFF_ROLES)
    return User.objects.filter(Q(is_staff=True) | Q(is_superuser=True) | Q(pk__in=staff.values("user")))


def is_confirmed(user: Any) -> bool:
    """Whether her results are known to be hers: an e-mail address that is her only way in must be confirmed. A user name
    or a phone number needs no mail."""
    return bool(user.email_verified_at or user.username or user.phone)


def can_open_people(user: Any) -> bool:
    """Administrators and programme officers; whom they see there: people_for."""
    return has_role_somewhere(user, Role.PROGRAMME_OFFICER)


def scopes_run_by(user: Any) -> set[Scope] | None:
    """What she is programme officer of; None: of everything."""
    if is_administrator(user):
        return None
    held = [one.scope for one in roles_of(user) if one.role == Role.PROGRAMME_OFFICER]
    return None if None in held else {scope for scope in held if scope is not None}


def people_for(user: Any) -> QuerySet[User]:
    """People she may see: everybody, or who has a role or a place in something that she runs."""
    if not can_open_people(user):
        return User.objects.none()
    scopes = scopes_run_by(user)
    if scopes is None:
        return User.objects.all()
    holders = RoleAssignment.objects.current().filter(inside_of(scopes))
    found = User.objects.filter(pk__in=holders.values("user"))
    for source in people_sources:
        found = found | User.objects.filter(pk__in=source.inside(scopes))
    return found


def roles_to_give(user: Any) -> list[Role]:
    """Roles that she may give to somebody for something: what a form offers."""
    if is_administrator(user):
        return list(OFFERED)
    return [role for role in OFFERED if role in BELOW_OFFICER] if can_open_people(user) else []


def can_give_role(user: Any, person: User | None, role: str, scope: Scope | None) -> bool:
    """Whether she may give this role for this scope to a person (None: to somebody who is being added)."""
    return fits(role, scope) and _may(user, person, role, scope)


def can_take_role(user: Any, assignment: RoleAssignment) -> bool:
    """Who may give a role may take it away; nobody her own, so that one administrator stays."""
    return _may(user, assignment.user, assignment.role, scope_of(assignment))


def scope_of(assignment: RoleAssignment) -> Scope | None:
    """The scope of a role that somebody has; None: everywhere."""
    if assignment.scope_id is None:
        return None
    return assignment.scope_kind, assignment.scope_id


def can_manage_account(user: Any, person: User) -> bool:
    """Close and reopen an account, and send the first way in again.

    Administrators everybody's but their own; an officer those of people who belong to nothing that she does not run,
    and whose every role she may take away. Nobody that of somebody who was erased, or that was made one with another.
    """
    if person.pk == user.pk or is_pseudonym(person.username) or not can_open_people(user):
        return False
    if is_administrator(user):
        return True
    scopes = scopes_run_by(user)
    if person.is_superuser or not people_for(user).filter(pk=person.pk).exists():
        return False
    if not all(can_take_role(user, one) for one in RoleAssignment.objects.of(person).select_related("user")):
        return False
    return scopes is None or not any(
        source.elsewhere(scopes).filter(user=person.pk).exists() for source in people_sources
    )


def can_look_as(user: Any, person: User) -> bool:
    """See the site as another person does, to help her: only whose account she may manage, so never herself, and never
    anybody of her own role or above it. Administrators nobody who administers; an officer nobody with rights of the
    CMS that no role gave."""
    if not person.is_active or not can_manage_account(user, person):
        return False
    if person.is_superuser or any(held.role == Role.ADMINISTRATOR for held in roles_of(person)):
        return False
    return is_administrator(user) or not (person.is_staff or person.user_permissions.exists())


def can_note_guardian(user: Any, person: User) -> bool:
    """Read and note down year of birth and guardian's consent: the programme office of something that she has a part in;
    never trainers, mentors or firms, nobody her own."""
    return person.pk != user.pk and people_for(user).filter(pk=person.pk).exists()


def can_invite_again(user: Any, person: User) -> bool:
    """Give the first way in once more: only to somebody who has never been in, else it would be a way to take over."""
    is_new = person.last_login is None and not person.has_usable_password() and person.is_active
    return is_new and can_manage_account(user, person)


def _may(user: Any, person: User | None, role: str, scope: Scope | None) -> bool:
    return may_give(
        giver=roles_of(user),
        is_herself=person is not None and person.pk == user.pk,
        role=role,
        scope=scope,
        is_inside=lambda inner, outer: lies_in(inner, {outer}),
    )
