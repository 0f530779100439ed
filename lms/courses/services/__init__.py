"""Writes to courses' pages and editions."""
