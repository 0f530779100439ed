"""Everything that writes what people asked for about their data."""

from privacy.services.copies import ask_copy, make_copy
from privacy.services.erasing import ask_erasure, erase_person, reapply_erasures, take_back_erasure
from privacy.services.merging import merge_accounts, undo_merge
from privacy.services.retaining import ask_retention, carry_out, look_for_old_rows
from privacy.services.unused import keep_if_told, tell_unused

__all__ = [
    "ask_copy",
    "ask_erasure",
    "ask_retention",
    "carry_out",
    "erase_person",
    "keep_if_told",
    "look_for_old_rows",
    "make_copy",
    "merge_accounts",
    "reapply_erasures",
    "take_back_erasure",
    "tell_unused",
    "undo_merge",
]
