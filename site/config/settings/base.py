"""What every installation shares. Nothing here reads a secret; see production.py for what must be set."""

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from .security import *  # noqa: F403
from .security import CONTENT_SECURITY_POLICY
from .sign_in import *  # noqa: F403
from .single_sign_on import form_targets, organisations_from, providers_of
from .wagtail_cms import *  # noqa: F403
from .work_queue import *  # noqa: F403

ROOT = Path(__file__).resolve().parents[3]
VAR = Path(os.environ.get("IMECE_VAR", ROOT / "var"))
"""Everything an installation writes on disk: database, media, mailbox, broker folders, stamps."""

SITE_NAME = "İmece"

_organisations = organisations_from(os.environ.get("OPENID_PROVIDERS", ""))
SOCIALACCOUNT_PROVIDERS = providers_of(_organisations)
CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"] += form_targets(_organisations)

INSTALLED_APPS = [
    "core",
    "accounts",
    "files",
    "notifications",
    "privacy",
    "taxonomy",
    "organisations",
    "lms",
    "toolkits",
    "pages",
    "search",
    "demo",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django_htmx",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]
# Development tools that no installation has.
INSTALLED_APPS += [
    tool for tool in ("django_linear_migrations", "django_migration_linter") if find_spec(tool)
]

MIDDLEWARE = [
    "core.middleware.request_id.RequestIdMiddleware",
    "core.middleware.nul_characters.NulCharactersMiddleware",
    "core.middleware.page_cache.PageCacheMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "core.middleware.headers.ResponseHeadersMiddleware",
    "core.middleware.activity_host.ActivityHostMiddleware",
    "core.middleware.empty_refusals.EmptyRefusalsMiddleware",
    "core.middleware.cms_input.CmsInputMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "accounts.shared_devices.SharedDevicesMiddleware",
    "accounts.returning.ReturnToTheFormMiddleware",
    "accounts.looking.LookingAsMiddleware",
    "pages.middleware.OfferedLanguageMiddleware",
    "accounts.middleware.StaffSecondFactorMiddleware",
    "accounts.middleware.CmsLanguageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["core.templatetags.core_tags"],
        },
    },
]
FORM_RENDERER = "core.form_renderer.ComponentRenderer"

LANGUAGE_CODE = "tr"
LANGUAGES = [("tr", "Türkçe"), ("en", "English"), ("ar", "العربية")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
LOCALE_PATHS = [ROOT / "locale", ROOT / "locale" / "third_party"]
TIME_ZONE = "Europe/Istanbul"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["core.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "build" / "collected"
STATICFILES_DIRS = [ROOT / "build" / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
PRIVATE_ROOT = VAR / "private"
FIELD_KEYS: list[str] = []
"""Keys of encrypted fields, the newest first (core.encryption); each kind of installation says its own."""
ERASURE_LEDGER = VAR / "erasures.jsonl"
UNUSED_ACCOUNT_MONTHS = int(os.environ.get("UNUSED_ACCOUNT_MONTHS", "24"))
"""After so many months without signing in an account without records is erased by itself; 0: never."""
UNUSED_ACCOUNT_NOTICE_DAYS = int(os.environ.get("UNUSED_ACCOUNT_NOTICE_DAYS", "30"))
"""For how many days she is told before."""
"""Who was erased, beside the database: what `manage.py reapply_erasures` reads after a backup was restored."""
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Certificates and other records that only permission-checked views may send.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(PRIVATE_ROOT)},
    },
    "staticfiles": {"BACKEND": "core.static_addresses.StaticStorage"},
}

# Immutable things (compiled editions) stay in each process; nothing there ever needs purging.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "default"},
    "immutable": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "immutable",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
    # Pieces of HTML that are the same for many people; each is named after everything that decides it.
    "fragments": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "fragments",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# Features that only a laptop or a test has; production leaves them off.
MAILBOX_DIR: Path | None = None
DEMO_MODE = False

# Text messages: a provider that takes JSON (notifications/sms/http.py). Without an address none are offered.
SMS_URL = ""
SMS_TOKEN = ""
SMS_SENDER = ""
# Messages to browsers (notifications/push). Without a key none are offered. The hosts are those of the browsers' makers:
# Chrome, Edge and Samsung; Firefox; Safari; older Edge.
PUSH_KEY = ""
PUSH_HOSTS = [
    "fcm.googleapis.com",
    "updates.push.services.mozilla.com",
    "*.push.apple.com",
    "*.notify.windows.com",
]
# Signs what the mail server reports of addresses that bounce (docs/notifications.md). Without it there is no such address.
BOUNCE_SECRET = ""

# An Elasticsearch 8 (docs/search.md). Without it the database searches.
SEARCH_URL = ""
SEARCH_API_KEY = ""
SEARCH_CA_FILE = ""
SEARCH_INDEX = "imece"
H5P_SERVICE_URL = ""
# Shared with the authoring service (services/h5p); sent with every call.
H5P_SERVICE_SECRET = ""
# Bytes that an H5P package may have as a file, and unpacked.
H5P_UPLOAD_BYTES = 200 * 1024 * 1024
H5P_UNPACKED_BYTES = 500 * 1024 * 1024
ACTIVITY_ORIGIN = ""

PAGE_CACHE_DIR: Path | None = VAR / "page-cache"
PAGE_CACHE_REDIS_URL = ""
