"""Forms of joining, moving and members."""

from lms.enrolments.forms.joining import JoinCodeForm, MoveForm

__all__ = ["JoinCodeForm", "MoveForm"]
