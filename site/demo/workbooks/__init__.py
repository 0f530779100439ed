"""Workbooks that a firm can use at once: each built from its data file, with the values of its worked example stored."""
