"""What Wagtail's screens cannot read is a bad request (400), not an error of ours.

They hand values of addresses and fields that no form of theirs sends on to the database: a word or a number of thirty
digits as an id, a form without the fields that its page has. Only below the CMS's path, and only the errors that such
values lead to; each is logged with its trace, so that one of ours is not overlooked.
"""

import logging
import traceback
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DataError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.utils.datastructures import MultiValueDictKeyError

from core.views.errors import bad_request

logger = logging.getLogger(__name__)
UNREADABLE = (DataError, MultiValueDictKeyError, OverflowError, UnicodeError, ValidationError)
_NOT_A_VALUE = ("expected a number but got", "cannot contain NUL", "Exceeds the limit")


class CmsInputMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer 400 where the input was at fault."""
        if not request.path_info.startswith(settings.CMS_PATH) or not is_unreadable(exception):
            return None
        logger.warning("Unreadable input at %s", request.path_info, exc_info=exception)
        return bad_request(request, exception)


def is_unreadable(error: Exception) -> bool:
    """Whether an error says that a value cannot be a field's."""
    if isinstance(error, UNREADABLE) or _is_failed_check(error):
        return True
    return isinstance(error, ValueError) and any(part in str(error) for part in _NOT_A_VALUE)


def _is_failed_check(error: Exception) -> bool:
    """Whether a form of a package fell over a field that was missing or refused, while it checked what was sent."""
    if not isinstance(error, KeyError | AttributeError | TypeError):
        return False
    frames = [frame for frame, _line in traceback.walk_tb(error.__traceback__)]
    is_checking = any(
        frame.f_code.co_name == "full_clean" and isinstance(frame.f_locals.get("self"), BaseForm)
        for frame in frames
    )
    return is_checking and "site-packages" in frames[-1].f_code.co_filename
