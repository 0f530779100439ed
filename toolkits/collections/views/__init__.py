"""Screens of collections: on the device, of a person, shared, and of a firm."""
