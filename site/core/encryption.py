"""Single fields that lie encrypted in the database: for what would harm a person if a copy of the database got out.

Keys: settings.FIELD_KEYS, the newest first. What is written uses the newest; what was written with an older one is still
read. `manage.py rotate_field_keys` writes everything anew, after which an old key can be taken away.
"""

from collections.abc import Iterable
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models


def _box(keys: Iterable[str] | None = None) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in (keys or settings.FIELD_KEYS)])


def encrypt(text: str) -> str:
    """The text as a token: AES-128 in CBC mode with an HMAC, and the time of writing (the Fernet format)."""
    return _box().encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    """The text of a token. Raises cryptography.fernet.InvalidToken for a changed one and where the key is gone."""
    return _box().decrypt(token.encode()).decode()


class EncryptedTextField(models.TextField):
    """A text that only this code can read. It cannot be searched, ordered or compared in the database."""

    def get_prep_value(self, value: Any) -> Any:
        """What goes into the database."""
        return None if value is None else encrypt(str(value))

    def from_db_value(self, value: Any, _expression: Any, _connection: Any) -> Any:
        """What the program sees."""
        return None if value is None else decrypt(value)

    def get_lookup(self, lookup_name: str) -> Any:
        """Only "is it there": every encryption of the same text is another token."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None
