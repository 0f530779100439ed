"""What changes quizzes and attempts."""
