"""Whatever changes public pages makes the kept ones old, in every process, after the change is committed."""

from typing import Any

from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.contrib.settings.models import BaseGenericSetting, BaseSiteSetting
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Locale,
    Page,
    PageViewRestriction,
    Site,
)
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
)

from core.brand import forget_brand
from core.page_cache import purge_public_pages
from files.models import LicensedDocument, LicensedImage
from lms.programmes.models import Cohort, CohortCourse, Programme, ProgrammePartner, Track
from organisations.models import Organisation, Partner, TrainingCentre
from taxonomy.models import Audience, Dimension, Province, Sector, Skill, Topic

SHOWN_ON_PUBLIC_PAGES = (
    Topic, Audience, Sector, Province, Dimension, Skill,
    Organisation, Partner, TrainingCentre,
    Programme, ProgrammePartner, Track, Cohort, CohortCourse,
    LicensedDocument, LicensedImage,
    Collection, CollectionViewRestriction, PageViewRestriction, Site, Locale,
)  # fmt: skip
"""Rows, other than pages and settings, of which visitors see something. Firms are not public."""


def purge_after_commit(sender: Any = None, **_signal: Any) -> None:
    """Once a transaction, however much changed in it."""
    connection = transaction.get_connection()
    if any(function is purge_public_pages for _sids, function, *_more in connection.run_on_commit):
        return
    transaction.on_commit(purge_public_pages, robust=True)


def _purge_if_public(sender: Any, instance: Any, **_signal: Any) -> None:
    if isinstance(instance, BaseSiteSetting):
        forget_brand()
    if isinstance(instance, (BaseSiteSetting, BaseGenericSetting)) or type(instance) in SHOWN_ON_PUBLIC_PAGES:
        purge_after_commit()


def _purge_for_page(sender: Any, instance: Any, **_signal: Any) -> None:
    if isinstance(instance, Page):
        purge_after_commit()


def _purge_for_terms(sender: Any, instance: Any, action: str, **_signal: Any) -> None:
    if action.startswith("post_") and isinstance(instance, Programme):
        purge_after_commit()


def connect() -> None:
    """Listen. Called once while Django starts."""
    for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
        signal.connect(purge_after_commit, dispatch_uid=f"pages.purge.{id(signal)}")
    post_delete.connect(_purge_for_page, dispatch_uid="pages.purge.page_deleted")
    post_save.connect(_purge_if_public, dispatch_uid="pages.purge.saved")
    post_delete.connect(_purge_if_public, dispatch_uid="pages.purge.deleted")
    m2m_changed.connect(_purge_for_terms, dispatch_uid="pages.purge.terms")
