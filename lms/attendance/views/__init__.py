"""Screens of sessions: a group's list, the form, the register, the calendar file."""
