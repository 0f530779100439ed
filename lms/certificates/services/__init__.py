"""Everything that writes certificates."""

from lms.certificates.services.issuing import issue_certificate, make_files
from lms.certificates.services.revoking import approve_revocation, ask_revocation, decline_revocation

__all__ = ["approve_revocation", "ask_revocation", "decline_revocation", "issue_certificate", "make_files"]
