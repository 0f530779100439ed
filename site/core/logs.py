"""Log records as JSON lines with the request's id. No personal data: never log form values or tokens."""

import contextvars
import json
import logging
import re
from datetime import UTC, datetime

request_id: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default="")

_CARRIERS = (
    "setup/open|join|preview|shared|verify|confirm-email|password/reset/key"
    "|h5p/authoring/write|h5p/authoring|h5p/play|h5p/content"
)
"""Parts of addresses after which a code or token follows: whoever reads it in a log could use it."""

_TOKEN = re.compile(rf"(/(?:{_CARRIERS})/)[^\s/?#'\"<>]+")
_QUERY = re.compile(r"\?[\w%.\[\]-]+=[^\s'\"<>]*")
_ROW = re.compile(
    r"\n(?:DETAIL|CONTEXT|HINT|QUERY|LINE \d+):.*?(?=\n\nThe above exception was|\n\nDuring handling of|\Z)",
    re.S,
)
"""PostgreSQL tells with an error what the row or the statement held: an answer, a name, a password's digest."""


def without_secrets(text: str) -> str:
    """The text without tokens and queries of addresses, and without the values that a database's error quotes."""
    return _ROW.sub("", _QUERY.sub("?…", _TOKEN.sub(r"\1…", text)))


class RequestIdFilter(logging.Filter):
    """Put the current request's id on every record."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id.get()
        return True


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time (UTC), level, logger, message, request_id, and the traceback if there is one."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": without_secrets(record.getMessage()),
            "request_id": getattr(record, "request_id", ""),
        }
        if record.exc_info:
            line["traceback"] = without_secrets(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)
