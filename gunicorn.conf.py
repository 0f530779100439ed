"""The web server's settings. What differs between installations comes from the environment (docs/production.md)."""

import json
import logging
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from gunicorn.glogging import Logger

ROOT = Path(__file__).resolve().parent
ON_LAPTOP = os.environ.get("IMECE_ENV", "laptop") == "laptop"
CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

sys.path.insert(0, str(ROOT / "site"))

from core.logs import without_secrets  # noqa: E402
from core.required_settings import demand_settings  # noqa: E402

if os.environ.get("IMECE_ENV") == "production":
    # Said once, before any process starts; each of them would end with a traceback, and be started again.
    demand_settings(os.environ)


def _line(level, logger, **fields):
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    return json.dumps({"time": now, "level": level, "logger": logger, **fields}, ensure_ascii=False)


class JsonFormatter(logging.Formatter):
    """The server's own messages, in the form that core.logs gives to Django's."""

    def format(self, record):
        fields = {"message": without_secrets(record.getMessage()), "pid": record.process}
        if record.exc_info:
            fields["traceback"] = without_secrets(self.formatException(record.exc_info))
        return _line(record.levelname, record.name, **fields)


class JsonLogger(Logger):
    """One JSON object a line. Of an address only the path is written, and no token that a mailed link holds in it."""

    def setup(self, cfg):
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(JsonFormatter())

    def access(self, resp, req, environ, request_time):
        if not self.access_log_enabled:
            return
        headers = {name.lower(): value for name, value in resp.headers}
        line = _line(
            "INFO",
            "access",
            method=environ.get("REQUEST_METHOD", ""),
            path=without_secrets(environ.get("PATH_INFO", "")),
            status=resp.status_code,
            bytes=getattr(resp, "sent", None),
            ms=round(request_time.total_seconds() * 1000, 1),
            request_id=headers.get("x-request-id", ""),
        )
        self.access_log.info("%s", line)


wsgi_app = "config.wsgi:application"
chdir = str(ROOT)
pythonpath = str(ROOT / "site")
host = os.environ.get("HOST") or ("127.0.0.1" if ON_LAPTOP else "0.0.0.0")  # noqa: S104
bind = f"{host}:{os.environ.get('PORT') or '8000'}"

# Pages cost processor time, so more processes than cores only help while one waits for the database. Each thread
# keeps a database connection: processes × threads must stay below what the database allows.
workers = int(os.environ.get("WEB_WORKERS") or (1 if ON_LAPTOP else CORES + 1))
threads = int(os.environ.get("WEB_THREADS") or 4)
worker_class = "gthread"
# Each process imports the site for itself. Loaded before the fork, database connections and the threads of libraries
# would be shared by accident.
preload_app = False

timeout = 60
graceful_timeout = 30
keepalive = 5
# A process that has grown is replaced, never two in the same moment; 0: never. Its start costs seconds of processor
# time, and kept pages are answered by the thousand a second, so it must not happen every few seconds.
max_requests = int(os.environ.get("WEB_MAX_REQUESTS") or 50_000)
max_requests_jitter = max_requests // 5
memory = Path("/dev/shm")  # noqa: S108
worker_tmp_dir = str(memory) if memory.is_dir() else None
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")
# The control socket would be opened in the home folder, which the service's user need not have.
control_socket_disable = True

logger_class = JsonLogger
accesslog = "-"
errorlog = "-"
loglevel = "info"
