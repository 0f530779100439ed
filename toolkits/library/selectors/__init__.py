"""Readings of the library."""
