"""Forms of authors: a quiz's settings, a question, the quick question of the course builder."""

from lms.quizzes.forms.question import QuestionForm
from lms.quizzes.forms.quick_question import QuickQuestionForm
from lms.quizzes.forms.settings import QuizSettingsForm

__all__ = ["QuestionForm", "QuickQuestionForm", "QuizSettingsForm"]
