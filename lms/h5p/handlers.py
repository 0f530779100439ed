"""What is reported elsewhere and becomes an attempt here; what pages show of packages. Connected in lms/wiring.py."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from core.page_cache import purge_public_pages
from lms.h5p.services.attempts import attempt_of, update_attempt
from lms.h5p.signals import package_changed
from lms.xapi.models import Launch, Statement
from lms.xapi.services import activity_id
from lms.xapi.signals import statement_stored


def on_statement_stored(sender: Any, launch: Launch, statements: Sequence[Statement], **_kwargs: Any) -> None:
    """The attempt changes in the transaction that stores the statements. What is said of parts alone changes none."""
    main = activity_id(launch)
    is_of_whole = any(one.activity_id == main for one in statements)
    if is_of_whole or attempt_of(registration=launch.registration) is None:
        update_attempt(launch=launch)


def on_package_changed(sender: Any, **_kwargs: Any) -> None:
    """Public pages show a package's title and alternative and play its current version."""
    transaction.on_commit(purge_public_pages, robust=True)


def connect() -> None:
    """Listen; called once while Django starts."""
    package_changed.connect(on_package_changed, dispatch_uid="h5p.package_changed")
    statement_stored.connect(on_statement_stored, dispatch_uid="h5p.statement_stored")
