"""Signing in with whatever identifier a person has."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db.models import BigAutoField, Expression
from django.http import HttpRequest

from accounts.models import User
from core.kept_queries import KeptQuery
from core.registry import Registry

person_columns: Registry[Expression] = Registry("column of the person of a request")
"""Columns that other apps want to have of the person who asks, read with her own row: every page needs that one anyway."""


class IdentifierBackend(ModelBackend):
    """User name, e-mail or phone with a password; the same work whether or not the person exists (statement 35)."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **credentials: Any,
    ) -> User | None:
        identifier = (
            username
            or credentials.get("email")
            or credentials.get("phone")
            or credentials.get("username_key")
        )
        if not identifier or password is None:
            return None
        user = User.objects.find_by_identifier(str(identifier))
        if user is None:
            User().set_password(password)
            return None
        if user.check_password(password) and self.user_can_authenticate(user):
            return user
        return None

    def get_user(self, user_id: int) -> User | None:
        """The person of a session, with the registered columns. One query."""
        user = _PERSON.first(user_id)
        return user if user is not None and self.user_can_authenticate(user) else None


_PERSON = KeptQuery(
    lambda pk: User.objects.annotate(
        **{name: person_columns[name] for name in person_columns.names()}
    ).filter(pk=pk),
    BigAutoField(),
)
