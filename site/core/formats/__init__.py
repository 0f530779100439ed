"""Where Django's formats of dates and times are not what people here write."""
