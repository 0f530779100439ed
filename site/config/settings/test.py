"""The tests: like a laptop, but in memory where a test has nothing to say about the disk."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .databases import from_url, sqlite
from .field_keys import key_from, push_key_from

SECRET_KEY = "test-only-secret-key"  # noqa: S105
FIELD_KEYS = [key_from(SECRET_KEY)]
PUSH_KEY = push_key_from(SECRET_KEY)
ALLOWED_HOSTS = ["*"]
_folder = Path(tempfile.mkdtemp(prefix="imece-test-"))
_owner = os.getpid()


@atexit.register
def _leave_nothing() -> None:
    """Remove what the run wrote; a forked child leaves that to its parent."""
    if os.getpid() == _owner:
        shutil.rmtree(_folder, ignore_errors=True)


VAR = _folder
DATABASES = {
    "default": from_url(os.environ["DATABASE_URL"])
    if "DATABASE_URL" in os.environ
    else sqlite(_folder / "db.sqlite3")
}
if "IMECE_TEST_DB" in os.environ:
    # A file that --reuse-db can keep between runs.
    DATABASES["default"]["TEST"] = {"NAME": os.environ["IMECE_TEST_DB"]}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Every test client makes the middleware anew, and it would read the folder of all static files each time.
WHITENOISE_AUTOREFRESH = True
MEDIA_ROOT = _folder / "media"
PRIVATE_ROOT = _folder / "private"
ERASURE_LEDGER = _folder / "erasures.jsonl"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(PRIVATE_ROOT)},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "core.mailbox.backend.FolderBackend"
MAILBOX_DIR = _folder / "mailbox"
DEFAULT_FROM_EMAIL = "İmece <noreply@imece.test>"
CELERY_BROKER_URL = "memory://"
DEMO_MODE = True
PAGE_CACHE_DIR = _folder / "page-cache"
WAGTAILADMIN_BASE_URL = "http://testserver"
