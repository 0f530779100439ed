"""What the applets add to the CMS. Only aggregation here."""

from wagtail.snippets.models import register_snippet

from lms.courses.admin import history  # noqa: F401
from lms.quizzes.models import Quiz

register_snippet(Quiz)
