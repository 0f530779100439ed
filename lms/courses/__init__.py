"""Courses: authored as pages, published to trainees as immutable editions."""
