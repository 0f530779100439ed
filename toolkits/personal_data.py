"""What is held about people in toolkits: the collections they made."""

from django.utils.translation import gettext_lazy as _

from core.personal_data import Erasure, Holding, declare

declare(
    Holding(
        model="toolkits.CollectionItem",
        title=_("Pages in collections"),
        purpose="own",
        owner="collection__owner",
        erasure=Erasure.DELETE,
        shown=("collection", "note"),
    ),
    Holding(
        model="toolkits.Collection",
        title=_("Collections"),
        purpose="own",
        owner="owner",
        erasure=Erasure.DELETE,
        follows="owner",
        secrets=("share_token",),
        shown=("title", "created_at", "updated_at"),
    ),
)
