"""Readings of videos."""
