"""People, and what each may do where.

User: written by accounts' services and allauth's forms. RoleAssignment: written by `accounts.services` only, each with
an audit entry. Consent: append-only rows, one a decision. SignInCard: `accounts.card_models`; PendingErrand, KnownDevice: `accounts.door_models`.
BirthYear, GuardianConsent: `accounts.guardian_models`.
"""

import uuid
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.card_models import SignInCard
from accounts.door_models import KnownDevice, PendingErrand
from accounts.guardian_models import BirthYear, ConsentWay, GuardianConsent
from accounts.identifiers import email_key, phone_key, username_key
from core import turkish

__all__ = [
    "STAFF_ROLES",
    "BirthYear",
    "Consent",
    "ConsentWay",
    "GuardianConsent",
    "KnownDevice",
    "PendingErrand",
    "Role",
    "RoleAssignment",
    "RoleAssignmentQuerySet",
    "SignInCard",
    "User",
    "UserManager",
]


class UserManager(BaseUserManager["User"]):
    """Finds people by any identifier, whatever keyboard typed it."""

    def find_by_identifier(self, text: str) -> "User | None":
        """The person whose e-mail, phone number or user name this is; None when nobody's."""
        if "@" in text:
            return self.filter(email_key=email_key(text)).first()
        phone = phone_key(text)
        if phone:
            return self.filter(phone_key=phone).first()
        return self.filter(username_key=username_key(text)).first() if text.strip() else None

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username_key=username_key(username or ""))

    def create_user(self, password: str | None = None, **fields: Any) -> "User":
        """Make a person with at least one of `username`, `email`, `phone`. Raises ValueError with none."""
        if not any(fields.get(name) for name in ("username", "email", "phone")):
            raise ValueError("A person needs a user name, an e-mail address or a phone number")
        user = self.model(**fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, password: str | None = None, **fields: Any) -> "User":
        """Make an administrator of the whole installation."""
        return self.create_user(password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):  # type: ignore[django-manager-missing]
    """A person. Of user name, e-mail and phone any may be missing, but not all."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    username = models.CharField(
        _("user name"),
        max_length=60,
        unique=True,
        null=True,
        blank=True,
        help_text=_("Short and easy to say aloud, without spaces."),
    )
    email = models.EmailField(_("e-mail address"), null=True, blank=True)
    phone = models.CharField(
        _("phone number"), max_length=20, null=True, blank=True, help_text=_("For example 0532 123 45 67.")
    )
    username_key = models.CharField(max_length=120, unique=True, null=True, editable=False)
    email_key = models.CharField(max_length=254, unique=True, null=True, editable=False)
    phone_key = models.CharField(max_length=20, unique=True, null=True, editable=False)
    email_verified_at = models.DateTimeField(null=True, blank=True, editable=False)
    phone_verified_at = models.DateTimeField(null=True, blank=True, editable=False)
    first_name = models.CharField(_("given name"), max_length=100)
    last_name = models.CharField(_("family name"), max_length=100)
    sort_name = models.CharField(max_length=220, editable=False, db_index=True)
    name_key = models.CharField(max_length=220, editable=False, default="", db_default="")
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="tr")
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False, help_text=_("May enter Django's own administration."))
    date_joined = models.DateTimeField(default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["first_name", "last_name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(username_key__isnull=False)
                | models.Q(email_key__isnull=False)
                | models.Q(phone_key__isnull=False),
                name="accounts_user_has_an_identifier",
            )
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the keys in step with what was typed; empty identifiers are NULL so that they may repeat.

        `name_key` is what people are looked for by, however a name is typed.
        """
        self.username = (self.username or "").strip() or None
        self.email = (self.email or "").strip() or None
        self.phone = (self.phone or "").strip() or None
        self.username_key = username_key(self.username) if self.username else None
        self.email_key = email_key(self.email) if self.email else None
        self.phone_key = (phone_key(self.phone) or None) if self.phone else None
        self.sort_name = turkish.sort_key(f"{self.last_name} {self.first_name}")[:220]
        self.name_key = turkish.fold(f"{self.first_name} {self.last_name}")[:220]
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], *self._derived(kwargs["update_fields"])}
        super().save(*args, **kwargs)

    @staticmethod
    def _derived(names: Iterable[str]) -> set[str]:
        """The fields that follow from those that are being saved."""
        keys = {f"{name}_key" for name in names if name in {"username", "email", "phone"}}
        return keys | ({"sort_name", "name_key"} if {"first_name", "last_name"} & set(names) else set())

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        """Given and family name, else the identifier."""
        return f"{self.first_name} {self.last_name}".strip() or self.get_username()

    def get_short_name(self) -> str:
        """The given name, else the identifier."""
        return self.first_name or self.get_username()

    def get_username(self) -> str:
        """What this person signs in with: user name, else e-mail, else phone."""
        return self.username or self.email or self.phone or ""

    @property
    def initials(self) -> str:
        """Two letters for the round mark, in Turkish capitals."""
        return turkish.upper(self.first_name[:1]) + turkish.upper(self.last_name[:1])


class Role(models.TextChoices):
    """What a person is to a programme, cohort, firm or the whole site (security statements 3, 5 to 9)."""

    TRAINEE = "trainee", _("Trainee")
    TRAINER = "trainer", _("Trainer")
    MENTOR = "mentor", _("Mentor")
    FIRM_CONTACT = "firm_contact", _("Firm contact")
    PROGRAMME_OFFICER = "programme_officer", _("Programme officer")
    EDITOR = "editor", _("Editor")
    ADMINISTRATOR = "administrator", _("Administrator")


STAFF_ROLES = frozenset({Role.TRAINER, Role.PROGRAMME_OFFICER, Role.EDITOR, Role.ADMINISTRATOR})
"""Roles that need a second factor (security statement 36)."""


class RoleAssignmentQuerySet(models.QuerySet["RoleAssignment"]):
    def current(self) -> "RoleAssignmentQuerySet":
        """Those not taken away."""
        return self.filter(revoked_at=None)

    def of(self, user: Any) -> "RoleAssignmentQuerySet":
        """Current ones of a person."""
        return self.current().filter(user=user)


class RoleAssignment(models.Model):
    """A person has a role, everywhere (`scope_kind` empty) or for one object of a registered kind."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="role_assignments"
    )
    role = models.CharField(max_length=30, choices=Role.choices)
    scope_kind = models.CharField(
        max_length=30, blank=True, help_text=_("Empty: everywhere. Else a registered kind.")
    )
    scope_id = models.BigIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    granted_at = models.DateTimeField(default=timezone.now)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "scope_kind", "scope_id"],
                condition=models.Q(revoked_at=None),
                name="accounts_role_once",
            ),
            # SQLite has no NULLS NOT DISTINCT, so roles without a scope have a rule of their own.
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=models.Q(revoked_at=None, scope_id=None),
                name="accounts_unscoped_role_once",
            ),
            models.CheckConstraint(
                condition=models.Q(scope_kind="", scope_id=None)
                | (~models.Q(scope_kind="") & models.Q(scope_id__isnull=False)),
                name="accounts_role_scope_whole",
            ),
        ]
        indexes = [models.Index(fields=["scope_kind", "scope_id", "role"], name="accounts_role_scope")]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.scope_kind} {self.scope_id or ''}".strip()


class Consent(models.Model):
    """One decision on one purpose and one version of its text. Append-only: withdrawing is a new row."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=50)
    text_version = models.CharField(max_length=20)
    is_given = models.BooleanField()
    channel = models.CharField(max_length=30, default="web")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["user", "purpose", "-at"], name="accounts_consent_newest")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.text_version}: {self.is_given}"
