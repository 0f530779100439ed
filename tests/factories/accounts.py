"""People for tests."""

import factory
from accounts.models import Role, RoleAssignment, User
from django.contrib.auth.hashers import make_password

PASSWORD = "güneş-tezgâh-42"


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    first_name = factory.Iterator(["Şükran", "Gülşah", "Işıl", "İrem", "Müzeyyen", "Ümmühan", "Nûrân", "Rûya"])
    last_name = factory.Iterator(["Çağlar", "Öztürk", "Yıldız", "Iğdırlı", "Ağaoğlu", "Şimşek", "Kâmiloğlu"])
    username = factory.Sequence(lambda number: f"kisi{number}")
    email = factory.Sequence(lambda number: f"kisi{number}@ornek.test")
    password = factory.LazyFunction(lambda: make_password(PASSWORD))


def give_role(user: User, role: Role, *, kind: str = "", identifier: int | None = None) -> RoleAssignment:
    """Give a role directly."""
    user.__dict__.pop("_held_roles", None)
    return RoleAssignment.objects.create(user=user, role=role, scope_kind=kind, scope_id=identifier)
