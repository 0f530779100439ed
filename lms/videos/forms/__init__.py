"""Forms of the course builder."""

from lms.videos.forms.choose import ChooseVideoForm

__all__ = ["ChooseVideoForm"]
