"""What went wrong with the service, said to the person who writes."""

from django.utils.translation import gettext as _

from lms.h5p.client import NotFound, ServiceDown, ServiceRefused, TooLarge
from lms.h5p.exceptions import PackageRefused


def sentence_of(error: Exception) -> str:
    """One sentence for a client.AuthoringError, a PackageRefused or an OSError of the storage."""
    if isinstance(error, ServiceDown):
        return _(
            "The authoring service does not answer. What you wrote is still on this page; try again in a minute."
        )
    if isinstance(error, TooLarge) or (isinstance(error, PackageRefused) and error.code == "too_large"):
        return _("The content is too large. Smaller pictures or films help.")
    if isinstance(error, PackageRefused) and error.code == "no_room":
        return _("There is no room on the server for this content. Tell the administrator.")
    if isinstance(error, NotFound):
        return _("The authoring service no longer has this copy. Begin again from the package.")
    if isinstance(error, ServiceRefused) and error.code == "hub-off":
        return _("The content-type hub is switched off for this installation.")
    if isinstance(error, ServiceRefused) and error.code == "hub-silent":
        return _("The content-type hub does not answer. The server may have no way to the internet.")
    if isinstance(error, ServiceRefused) and error.code == "library-used":
        return _("Something in the authoring service still uses this content type.")
    if isinstance(error, ServiceRefused) and error.status < 500:
        return _("The authoring service refused the content: %(code)s.") % {
            "code": error.code or error.status
        }
    return _("The authoring service could not do this. If it happens again, tell the administrator.")
