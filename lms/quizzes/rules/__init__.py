"""Pure decisions of quizzes: no database, no Django."""
