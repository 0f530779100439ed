"""Save: what the editor says goes into the copy, the copy comes back as a package, and that is received like any upload.

So nothing that was written reaches a trainee without the checks that a file from elsewhere goes through.
"""

import tempfile
import uuid
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.core.files import File

from lms.h5p.client import AuthoringService, Behalf
from lms.h5p.exceptions import PackageChanged
from lms.h5p.models import H5PPackage, H5PUpload
from lms.h5p.services.authoring.permits import Permit
from lms.h5p.services.receiving import receive_upload


@dataclass(frozen=True)
class Taken:
    """permit: with which she goes on writing the same copy."""

    upload: H5PUpload
    permit: Permit


def take_back(
    *,
    permit: Permit,
    by: Any,
    library: str,
    params: dict[str, Any],
    metadata: dict[str, Any],
    key: uuid.UUID,
    is_sure: bool = False,
) -> Taken:
    """Write the content into its copy and receive the package. `key`: of this saving; sent twice it is one upload.

    Raises PackageChanged when the package has a newer version than the one she began with, unless `is_sure`;
    client.AuthoringError; PackageRefused as in `receive_upload`.
    """
    known = H5PUpload.objects.filter(uuid=key, uploaded_by=by).first()
    if known is not None:
        return Taken(known, permit)
    package = _package(permit, is_sure)
    service = AuthoringService(Behalf(str(by.pk)))
    if permit.content:
        service.update_content(permit.content, library=library, params=params, metadata=metadata)
    else:
        made = service.create_content(library=library, params=params, metadata=metadata)
        permit = replace(permit, content=made.id)
    with tempfile.TemporaryFile() as file:
        service.export_package(permit.content, file, limit=settings.H5P_UPLOAD_BYTES)
        file.seek(0)
        title = str(metadata.get("title") or "")[:200]
        upload = receive_upload(
            file=File(file, name="content.h5p"),
            file_name=f"{title or 'h5p'}.h5p",
            by=by,
            package=package,
            details={} if package else {"title": title},
            key=key,
        )
    return Taken(upload, permit)


def _package(permit: Permit, is_sure: bool) -> H5PPackage | None:
    if permit.package is None:
        return None
    package = H5PPackage.objects.select_related("current").get(uuid=permit.package)
    now = package.current.number if package.current else 0
    if not is_sure and now != permit.number:
        raise PackageChanged(str(now))
    return package
