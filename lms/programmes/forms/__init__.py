"""Forms of programmes and groups."""
