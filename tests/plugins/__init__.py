"""Pytest plug-ins of the suite; tests/conftest.py names them."""
