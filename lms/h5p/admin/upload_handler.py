"""Taking a large file from the web to this machine's disk, within bounds."""

import errno
from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler

SPARE = 1024 * 1024
"""Bytes of the form beside the file."""


class PackageUploadHandler(TemporaryFileUploadHandler):
    """Stops a file that is too large before it is all there, and says when the disk is full.

    `request.upload_problem` is a code of services.reasons then. A file that the connection cut is removed by Django.
    """

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *rest: Any) -> None:
        """Refuse by the length that the browser states, which a proxy has checked; what comes is counted below."""
        if content_length > settings.H5P_UPLOAD_BYTES + SPARE:
            self._stop("too_large")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a piece; Raises StopUpload."""
        if start + len(raw_data) > settings.H5P_UPLOAD_BYTES:
            self._stop("too_large")
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
                self._stop("no_room")
            raise

    def _stop(self, code: str) -> None:
        self.request.upload_problem = code  # type: ignore[union-attr]
        raise StopUpload(connection_reset=True)
