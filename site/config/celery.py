"""The Celery application; settings come from Django's, prefixed CELERY_."""

import logging
import logging.config
import os
from typing import Any

from celery import Celery
from celery.signals import setup_logging
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("imece")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


def _same_logs_as_the_site(loglevel: int | None = None, **kwargs: Any) -> None:
    """Workers and beat write what the site writes; Celery's own lines from the level of their command line."""
    logging.config.dictConfig(settings.LOGGING)
    logging.getLogger("celery").setLevel(loglevel or logging.INFO)


if os.environ.get("IMECE_ENV") == "production":
    setup_logging.connect(_same_logs_as_the_site, weak=False)
