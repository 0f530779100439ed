"""Content files become rows: each module loads one kind of thing."""
