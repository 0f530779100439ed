"""Pages about personal data."""
