"""What search adds to the CMS."""

from search import viewsets  # noqa: F401
