"""Screens of courses: catalogue, public course page, builder, publishing, preview."""
