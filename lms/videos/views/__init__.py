"""Screens of videos and what their pages ask for."""
