"""Screens of joining a group, and of moving people to a newer edition."""
