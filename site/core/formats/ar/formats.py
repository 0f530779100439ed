"""Arabic: Django has the American order of day and month here, and a clock of twelve hours."""

SHORT_DATE_FORMAT = "d/m/Y"
SHORT_DATETIME_FORMAT = "d/m/Y H:i"
DATETIME_FORMAT = "j F، Y H:i"
TIME_FORMAT = "H:i"
