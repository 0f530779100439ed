"""Pure rules of enrolments."""
