"""Read-only views of what happened; owns no tables."""
