"""Words that the pure rules share with the rest."""

from enum import StrEnum


class Refusal(StrEnum):
    """Why a statement is not taken. Stable: the page around the frame and its tests know them."""

    SHAPE = "shape"
    SIZE = "size"
    KEY = "key"
    VERB = "verb"
    ACTIVITY = "activity"
    SCORE = "score"
    DURATION = "duration"
    RESULT = "result"
    TIME = "time"
    FULL = "full"
