"""A trainee's own screens: dashboard, course, lesson."""
