"""The CMS's state back as content files."""
