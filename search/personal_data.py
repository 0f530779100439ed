"""What is held about people by the search: searches that they saved. Counts for editors hold nobody."""

from django.utils.translation import gettext_lazy as _

from core.personal_data import Erasure, Holding, declare

declare(
    Holding(
        model="search.SavedSearch",
        title=_("Saved searches"),
        purpose="own",
        owner="owner",
        erasure=Erasure.DELETE,
        follows="owner",
        shown=("query", "chosen", "language", "created_at"),
    ),
)
