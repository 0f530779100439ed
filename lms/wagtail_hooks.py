"""What the applets add to the CMS. Only aggregation here."""

from wagtail.snippets.models import register_snippet

from lms.courses.admin import deletion, history, page_buttons  # noqa: F401
from lms.quizzes.viewsets import QuizViewSet

register_snippet(QuizViewSet)
