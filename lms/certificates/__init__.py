"""Certificates: issued once a completion, verified by anybody, revoked by two people."""
