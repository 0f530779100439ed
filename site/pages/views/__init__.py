"""Public pages: front page, standard pages, news, firms' interest, what search engines read."""
