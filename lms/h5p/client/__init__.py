"""Client of the authoring service for H5P (services/h5p), over HTTP. No tables, no screens."""

from lms.h5p.client.addresses import Place, configured_place, is_configured
from lms.h5p.client.answers import Content, ContentType, EditorModel, Health, Installed, Library, Saved
from lms.h5p.client.behalf import Behalf
from lms.h5p.client.errors import (
    AuthoringError,
    BadAnswer,
    NotConfigured,
    NotFound,
    ServiceDown,
    ServiceRefused,
    TooLarge,
    WrongSecret,
)
from lms.h5p.client.patience import Patience
from lms.h5p.client.service import AuthoringService

__all__ = [
    "AuthoringError",
    "AuthoringService",
    "BadAnswer",
    "Behalf",
    "Content",
    "ContentType",
    "EditorModel",
    "Health",
    "Installed",
    "Library",
    "NotConfigured",
    "NotFound",
    "Patience",
    "Place",
    "Saved",
    "ServiceDown",
    "ServiceRefused",
    "TooLarge",
    "WrongSecret",
    "configured_place",
    "is_configured",
]
