"""Composition root: settings, addresses, servers' entry points. Imports everyone, imported by no one."""

from .celery import app as celery_app

__all__ = ["celery_app"]
