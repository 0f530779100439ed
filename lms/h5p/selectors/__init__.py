"""Readings across packages, versions and libraries."""

from lms.h5p.selectors.player import player_model

__all__ = ["player_model"]
