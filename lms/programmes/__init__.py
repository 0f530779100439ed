"""Programmes, their tracks and the groups (cohorts) of people who go through them together."""
