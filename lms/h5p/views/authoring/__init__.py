"""Screens of the CMS for writing H5P, and what the editor's frame asks for."""
