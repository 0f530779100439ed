"""What the page sends when she presses "Save": JSON in, JSON out."""

import json
import logging
import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from lms.h5p.client import AuthoringError, ServiceDown, TooLarge
from lms.h5p.exceptions import PackageChanged, PackageRefused
from lms.h5p.services.authoring import take_back
from lms.h5p.views.authoring.screens import permit_or_404
from lms.h5p.views.authoring.sentences import sentence_of

logger = logging.getLogger(__name__)

CONTENT_BYTES = 8 * 1024 * 1024
"""Of what the editor says, in JSON: the service takes no more (H5P_JSON_MB). A whole course presentation has 2 MB."""


@login_required
@require_POST
def save(request: HttpRequest, token: str) -> HttpResponse:
    """{"key": uuid of this saving, "library", "params", "metadata", "sure": bool} → {"next": address}.

    409: the package has a newer version (`sure` saves all the same); 413, 422, 503 with "message".
    """
    permit, _package = permit_or_404(request, token)
    try:
        said = read_content(request)
    except TooLarge as error:
        return _refused(413, sentence_of(error))
    except (ValueError, KeyError, TypeError, RecursionError):
        return _refused(422, _("The editor sent something that cannot be read. Reload the page."))
    try:
        taken = take_back(permit=permit, by=request.user, **said)
    except PackageChanged:
        return _refused(409, _("Somebody saved a newer version of this package meanwhile."))
    except (AuthoringError, PackageRefused) as error:
        logger.warning("H5P content was not saved: %s", error)
        status = 503 if isinstance(error, ServiceDown) else 413 if isinstance(error, TooLarge) else 422
        return _refused(status, sentence_of(error))
    again = messages.button(reverse("h5p_authoring:write", args=[taken.permit.token()]), _("Go on writing"))
    messages.success(request, _("Sent. It is checked like every package, and then plays."), buttons=[again])
    return JsonResponse({"next": reverse("wagtailsnippets_lms_h5ppackage:upload", args=[taken.upload.uuid])})


def read_content(request: HttpRequest) -> dict[str, Any]:
    """What the editor says of the content. Raises TooLarge; ValueError, KeyError, TypeError when it is no content."""
    # Not request.body: contents are larger than Django's bound for forms.
    body = request.read(CONTENT_BYTES + 1)
    if len(body) > CONTENT_BYTES:
        raise TooLarge("what the editor says")
    said = json.loads(body)
    content = {"library": said["library"], "params": said["params"], "metadata": said["metadata"]}
    wanted = {"library": str, "params": dict, "metadata": dict}
    if not all(isinstance(content[name], kind) for name, kind in wanted.items()):
        raise TypeError
    return {**content, "key": uuid.UUID(said["key"]), "is_sure": said.get("sure") is True}


def _refused(status: int, message: str) -> JsonResponse:
    return JsonResponse({"message": message}, status=status)
