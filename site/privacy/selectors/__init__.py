"""Reading what is held about a person."""
