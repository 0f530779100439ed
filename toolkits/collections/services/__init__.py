"""Writes of collections."""

from toolkits.collections.services.keeping import (
    add_item,
    create_collection,
    delete_collection,
    remove_item,
    rename_collection,
    restore_collection,
    revoke_share,
    share_collection,
)

__all__ = [
    "add_item",
    "create_collection",
    "delete_collection",
    "remove_item",
    "rename_collection",
    "restore_collection",
    "revoke_share",
    "share_collection",
]
