"""Whether a content folder is fit to be loaded, seen from its files alone: no database is touched."""
