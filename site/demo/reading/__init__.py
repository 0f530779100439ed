"""Content files as Python values; errors name file and line."""
