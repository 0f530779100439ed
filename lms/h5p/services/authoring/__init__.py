"""Writing H5P in the CMS: a copy of a package on the service's workbench, taken back as an upload like any other."""

from lms.h5p.services.authoring.beginning import begin_writing, discard
from lms.h5p.services.authoring.permits import Permit, open_permit
from lms.h5p.services.authoring.saving import Taken, take_back

__all__ = ["Permit", "Taken", "begin_writing", "discard", "open_permit", "take_back"]
