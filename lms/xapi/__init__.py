"""Launches of packages, the statements they emit and the state they keep: the learning record store."""
