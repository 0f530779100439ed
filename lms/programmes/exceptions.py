"""What is refused about programmes and groups."""


class GroupWrong(Exception):
    """A part of a group cannot be so. `field` names the part, `code` says why:
    "before_start", "too_few", "has_people", "other_programme", "after_end"."""

    def __init__(self, field: str, code: str) -> None:
        super().__init__(f"{field}: {code}")
        self.field = field
        self.code = code


class ProgrammeWrong(Exception):
    """A part of a programme or track cannot be so. `code`: "before_start", "no_name"."""

    def __init__(self, field: str, code: str) -> None:
        super().__init__(f"{field}: {code}")
        self.field = field
        self.code = code
