"""What may be in the way."""


class StillHasDuties(Exception):
    """She has a role over others: it must be handed over before she can be erased or her account closed by a merge."""


class ErasureNotOpen(Exception):
    """There is no request of hers that could be taken back."""


class MergeRefused(Exception):
    """These two cannot be made one: the same account, a closed one to keep, or one that is gone already."""


class ConsentNeeded(Exception):
    """Such a detail is kept only with the person's own yes to exactly this."""


class UndoNotPossible(Exception):
    """The time for undoing is over, it was undone before, or an identifier was given to somebody else meanwhile."""
