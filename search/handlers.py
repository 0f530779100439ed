"""Keeps the index in step with pages: publish, unpublish, move, delete."""
