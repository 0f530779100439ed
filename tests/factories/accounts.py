"""People for tests."""

import time

import factory
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password

from accounts.models import STAFF_ROLES, Role, RoleAssignment, User

PASSWORD = "güneş-tezgâh-42"


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    first_name = factory.Iterator(
        ["Şükran", "Gülşah", "Işıl", "İrem", "Müzeyyen", "Ümmühan", "Nûrân", "Rûya"]
    )
    last_name = factory.Iterator(["Çağlar", "Öztürk", "Yıldız", "Iğdırlı", "Ağaoğlu", "Şimşek", "Kâmiloğlu"])
    username = factory.Sequence(lambda number: f"kisi{number}")
    email = factory.Sequence(lambda number: f"kisi{number}@ornek.test")
    password = factory.LazyFunction(lambda: make_password(PASSWORD))

    @factory.post_generation
    def second_factor(self, create, extracted, **_kwargs):
        """Superusers need one like all staff; `second_factor=True` or False says otherwise."""
        if create and (self.is_superuser if extracted is None else extracted):
            give_second_factor(self)


SECRET = "JBSWY3DPEHPK3PXP"


def give_second_factor(user: User) -> Authenticator:
    """An authenticator app, as every person with a role of the staff has one."""
    made, _is_new = Authenticator.objects.get_or_create(
        user=user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": SECRET}}
    )
    return made


def give_role(user: User, role: Role, *, kind: str = "", identifier: int | None = None) -> RoleAssignment:
    """Give a role directly; roles of the staff come with a second factor."""
    user.__dict__.pop("_held_roles", None)
    if role in STAFF_ROLES:
        give_second_factor(user)
    return RoleAssignment.objects.create(user=user, role=role, scope_kind=kind, scope_id=identifier)


def sign_in_fresh(client, user: User) -> User:
    """Sign somebody in who proved a moment ago who she is, so that nothing asks her again."""
    client.force_login(user, backend="accounts.backends.IdentifierBackend")
    session = client.session
    proof = {"method": "password", "at": time.time(), "reauthenticated": True}
    session["account_authentication_methods"] = [proof]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return user
