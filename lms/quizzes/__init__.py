"""Quizzes: questions with versions, attempts against the server's clock, grading by the server."""
