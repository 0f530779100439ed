"""Signing in with an account of one's organisation (OpenID Connect)."""
