"""Reads across courses' pages and editions."""
