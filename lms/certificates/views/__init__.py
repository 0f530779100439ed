"""Screens of certificates: one's own, the office's, and the public check."""
