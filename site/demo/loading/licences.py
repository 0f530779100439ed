"""Licences as content files name them, and as the site does."""

LICENCES = {"CC-BY-4.0": "cc-by-4.0", "CC0-1.0": "cc0", "CC-BY-SA-4.0": "cc-by-sa-4.0"}
