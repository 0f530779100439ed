"""Packages on the screen."""
