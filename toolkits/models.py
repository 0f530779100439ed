"""Aggregates the applets' models for Django."""

from toolkits.collections.models import Collection, CollectionItem
from toolkits.library.models import (
    Download,
    DownloadCount,
    GuideChapterPage,
    GuideIndexPage,
    GuidePage,
    ToolkitDimension,
    ToolkitFile,
    ToolkitIndexPage,
    ToolkitPage,
)

__all__ = [
    "Collection",
    "CollectionItem",
    "Download",
    "DownloadCount",
    "GuideChapterPage",
    "GuideIndexPage",
    "GuidePage",
    "ToolkitDimension",
    "ToolkitFile",
    "ToolkitIndexPage",
    "ToolkitPage",
]
