"""Screens of quizzes: taking one, writing one, reading its results."""
