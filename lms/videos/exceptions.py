"""States in which a report is not taken."""


class OpeningOver(Exception):
    """The opening that a report belongs to is not valid, or not any more: the page opens the video again."""
