"""Readings for public pages."""
