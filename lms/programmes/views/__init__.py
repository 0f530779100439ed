"""Screens of programmes and groups."""
