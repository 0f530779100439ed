"""Toolkits and guides: what firms and visitors browse, read and download."""
