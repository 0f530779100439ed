"""Films of the demo content, drawn by script. Run by hand when a film changes; nothing else needs what they need."""
