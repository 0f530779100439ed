"""Personal data: what is held and why, a person's copy, erasure, two accounts made one, retention."""
