"""Screens of the library: toolkits, guides, downloads."""
