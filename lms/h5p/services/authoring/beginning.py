"""Begin: lend the service a copy of a package; or nothing yet, for a new one."""

import logging
import tempfile
from dataclasses import replace
from typing import Any

from lms.h5p.client import AuthoringError, AuthoringService, Behalf
from lms.h5p.models import H5PPackage
from lms.h5p.services.authoring.packing import write_package
from lms.h5p.services.authoring.permits import Permit

logger = logging.getLogger(__name__)


def begin_writing(*, by: Any, package: H5PPackage | None = None) -> Permit:
    """Return what the person may write. Raises client.AuthoringError, OSError when a file of the package is not there."""
    permit = Permit(person=by.pk)
    version = package.current if package else None
    if package is None or version is None:
        return permit
    with tempfile.TemporaryFile() as file:
        write_package(version, file)
        file.seek(0)
        copy = AuthoringService(Behalf(str(by.pk))).import_package(file)
    return replace(permit, package=package.uuid, number=version.number, content=copy.id)


def discard(permit: Permit) -> None:
    """Throw the copy away. When the service is down it sweeps the copy itself after some days."""
    if not permit.content:
        return
    try:
        AuthoringService(Behalf(str(permit.person))).delete_content(permit.content)
    except AuthoringError as error:
        logger.warning("H5P service: a copy was not thrown away: %s", error)
