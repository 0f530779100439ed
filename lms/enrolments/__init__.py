"""Who is in which group and which course."""
