"""Completion: what is done, what is missing, and why."""
