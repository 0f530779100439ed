"""One machine, no other services: SQLite, a broker in a folder, mail kept in a mailbox page."""

import os
from typing import Any

from core.required_settings import demand_activity_origin

from .base import *  # noqa: F403
from .base import VAR
from .databases import from_url, sqlite
from .field_keys import key_from, push_key_from

SECRET_KEY = "laptop-only-secret-key-never-used-by-an-installation"  # noqa: S105
FIELD_KEYS = [key_from(SECRET_KEY)]
PUSH_KEY = push_key_from(SECRET_KEY)
VAR.mkdir(parents=True, exist_ok=True)
DEBUG = os.environ.get("IMECE_DEBUG") == "1"
ALLOWED_HOSTS = ["*"] if DEBUG else ["localhost", "127.0.0.1", "[::1]", ".local"]
DATABASES = {
    "default": from_url(os.environ["DATABASE_URL"])
    if "DATABASE_URL" in os.environ
    else sqlite(VAR / "imece.sqlite3")
}
SEARCH_URL = os.environ.get("SEARCH_URL", "")
WAGTAILADMIN_BASE_URL = os.environ.get("IMECE_ADDRESS", f"http://localhost:{os.environ.get('PORT', '8000')}")

_broker = VAR / "broker"
for _folder in ("queue", "control"):  # the broker's transport expects them to be there
    (_broker / _folder).mkdir(parents=True, exist_ok=True)
CELERY_BROKER_URL = "filesystem://"
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = {
    "data_folder_in": str(_broker / "queue"),
    "data_folder_out": str(_broker / "queue"),
    "control_folder": str(_broker / "control"),
    "processed_folder": str(_broker / "done"),
    "store_processed": False,
}
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR / "beat-schedule")

EMAIL_BACKEND = "core.mailbox.backend.FolderBackend"
MAILBOX_DIR = VAR / "mailbox"
DEFAULT_FROM_EMAIL = "İmece <noreply@imece.local>"
DEMO_MODE = True

# Writing H5P (docs/h5p-authoring.md): packages at 127.0.0.1, the site at localhost, are two hosts for a browser.
H5P_SERVICE_URL = os.environ.get("H5P_SERVICE_URL", "")
H5P_SERVICE_SECRET = os.environ.get("H5P_SERVICE_SECRET", "")
ACTIVITY_ORIGIN = os.environ.get("ACTIVITY_ORIGIN", "").rstrip("/")
demand_activity_origin(ACTIVITY_ORIGIN, WAGTAILADMIN_BASE_URL)
