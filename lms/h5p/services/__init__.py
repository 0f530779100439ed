"""What changes packages, their versions and libraries."""

from lms.h5p.services.attempts import rebuild_attempts, update_attempt
from lms.h5p.services.changing import change_package
from lms.h5p.services.deleting import delete_library, delete_package, delete_unused_libraries
from lms.h5p.services.importing import import_package
from lms.h5p.services.ingesting import ingest_upload
from lms.h5p.services.receiving import receive_upload
from lms.h5p.services.registrations import registration_for
from lms.h5p.services.sweeping import sweep

__all__ = [
    "change_package",
    "delete_library",
    "delete_package",
    "delete_unused_libraries",
    "import_package",
    "ingest_upload",
    "rebuild_attempts",
    "receive_upload",
    "registration_for",
    "sweep",
    "update_attempt",
]
