"""An installation: everything comes from the environment, and what is missing is said at once, all together."""

import os
from typing import Any
from urllib.parse import urlsplit

import environ

from core.required_settings import demand_activity_origin, demand_settings

from .base import *  # noqa: F403
from .base import CACHES, STORAGES, VAR
from .databases import from_url
from .field_keys import key_from
from .logs import json_logging

env = environ.Env()

demand_settings(os.environ)

SECRET_KEY = env.str("SECRET_KEY")
FIELD_KEYS = env.list("FIELD_KEYS", default=[key_from(SECRET_KEY)])
DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = [env.str("SITE_ADDRESS")]
WAGTAILADMIN_BASE_URL = env.str("SITE_ADDRESS")
DATABASES = {"default": from_url(env.str("DATABASE_URL"))}
CELERY_BROKER_URL = env.str("CELERY_BROKER_URL")
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR / "beat-schedule")
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = {
    "visibility_timeout": 900,
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
    # A person's action must not wait for a broker that is down (it would, 6 s): the outbox delivers later.
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0,
    "interval_max": 0,
}

CACHE_URL = env.str("CACHE_URL", default="")
if CACHE_URL:
    CACHES = {
        **CACHES,
        "default": {
            "BACKEND": "core.shared_cache.SharedCache",
            "LOCATION": CACHE_URL,
            "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
        },
    }
    PAGE_CACHE_REDIS_URL = CACHE_URL
else:
    CACHES = {
        **CACHES,
        "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "core_cache"},
    }

globals().update(env.email_url_config(env.str("EMAIL_URL")))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("EMAIL_FROM")

SMS_URL = env.str("SMS_URL", default="")
SMS_TOKEN = env.str("SMS_TOKEN", default="")
SMS_SENDER = env.str("SMS_SENDER", default="İmece")
PUSH_KEY = env.str("PUSH_KEY", default="")
BOUNCE_SECRET = env.str("BOUNCE_SECRET", default="")

SEARCH_URL = env.str("SEARCH_URL", default="")
SEARCH_API_KEY = env.str("SEARCH_API_KEY", default="")
SEARCH_CA_FILE = env.str("SEARCH_CA_FILE", default="")
SEARCH_INDEX = env.str("SEARCH_INDEX", default="imece")
H5P_SERVICE_URL = env.str("H5P_SERVICE_URL", default="")
H5P_SERVICE_SECRET = env.str("H5P_SERVICE_SECRET", default="")
H5P_UPLOAD_BYTES = env.int("H5P_UPLOAD_BYTES", default=200 * 1024 * 1024)
H5P_UNPACKED_BYTES = env.int("H5P_UNPACKED_BYTES", default=500 * 1024 * 1024)
ACTIVITY_ORIGIN = env.str("ACTIVITY_ORIGIN", default="").rstrip("/")
demand_activity_origin(ACTIVITY_ORIGIN, WAGTAILADMIN_BASE_URL)
if ACTIVITY_ORIGIN:
    # Packages of others run on a host name of their own: it answers nothing but their files.
    ALLOWED_HOSTS = [*ALLOWED_HOSTS, urlsplit(ACTIVITY_ORIGIN).hostname]

MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(VAR / "media"))()
PRIVATE_ROOT = env.path("PRIVATE_ROOT", default=str(VAR / "private"))()
ERASURE_LEDGER = env.path("ERASURE_LEDGER", default=str(VAR / "erasures.jsonl"))()
STORAGES = {
    **STORAGES,
    "private": {**STORAGES["private"], "OPTIONS": {"location": PRIVATE_ROOT}},
}

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
# The limits count callers by the address that this many proxies of ours put into X-Forwarded-For.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=1)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True

LOGGING = json_logging(level=env.str("LOG_LEVEL", default="INFO"))
