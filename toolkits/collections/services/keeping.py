"""Making, changing, sharing and deleting collections. Callers have asked toolkits.collections.access."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from organisations.models import Firm
from toolkits.collections.exceptions import CollectionFull, TooManyCollections
from toolkits.collections.models import Collection, CollectionItem, make_share_token
from toolkits.collections.rules.keys import MAX_ITEMS

MAX_COLLECTIONS = 100


@transaction.atomic
def create_collection(
    *, owner: Any, title: str, firm: Firm | None = None, keys: Iterable[UUID] = ()
) -> Collection:
    """Make one, perhaps with pages in it. Raises TooManyCollections."""
    if Collection.objects.filter(owner=owner).count() >= MAX_COLLECTIONS:
        raise TooManyCollections
    collection = Collection.objects.create(owner=owner, title=title, firm=firm)
    CollectionItem.objects.bulk_create(
        CollectionItem(collection=collection, page_key=key, sort_order=order)
        for order, key in enumerate(list(dict.fromkeys(keys))[:MAX_ITEMS])
    )
    return collection


@transaction.atomic
def rename_collection(*, collection: Collection, title: str) -> None:
    """Give another title."""
    collection.title = title
    _touch(collection)


@transaction.atomic
def add_item(*, collection: Collection, page_key: UUID) -> bool:
    """Put a page at the end; False when it is in already. Raises CollectionFull."""
    items = CollectionItem.objects.filter(collection=collection)
    if items.filter(page_key=page_key).exists():
        return False
    if items.count() >= MAX_ITEMS:
        raise CollectionFull
    last = items.aggregate(last=Max("sort_order"))["last"]
    CollectionItem.objects.create(
        collection=collection, page_key=page_key, sort_order=0 if last is None else last + 1
    )
    _touch(collection)
    return True


@transaction.atomic
def remove_item(*, collection: Collection, page_key: UUID) -> bool:
    """Take a page out; False when it is not in."""
    removed, _rows = CollectionItem.objects.filter(collection=collection, page_key=page_key).delete()
    if removed:
        _touch(collection)
    return bool(removed)


@transaction.atomic
def share_collection(*, collection: Collection) -> str:
    """Make a link that everybody who has it can open; the same one when it is shared already."""
    if not collection.share_token:
        collection.share_token = make_share_token()
        _touch(collection)
    return collection.share_token


@transaction.atomic
def revoke_share(*, collection: Collection) -> None:
    """The link stops working at once; sharing again makes another."""
    collection.share_token = None
    _touch(collection)


@transaction.atomic
def delete_collection(*, collection: Collection) -> dict[str, Any]:
    """Delete it and return what restore_collection needs (JSON); its link does not come back."""
    kept = {
        "uuid": str(collection.uuid),
        "title": collection.title,
        "firm": collection.firm_id,
        "created_at": collection.created_at.isoformat(),
        "items": [[str(item.page_key), item.note] for item in collection.items.all()],
    }
    collection.delete()
    return kept


@transaction.atomic
def restore_collection(*, owner: Any, kept: dict[str, Any]) -> Collection:
    """Undo delete_collection for the same owner. Restoring twice gives the one that is there."""
    existing = Collection.objects.filter(uuid=kept["uuid"], owner=owner).first()
    if existing is not None:
        return existing
    collection = Collection.objects.create(
        uuid=kept["uuid"],
        owner=owner,
        title=kept["title"],
        firm=Firm.objects.filter(pk=kept["firm"]).first(),
        created_at=kept["created_at"],
    )
    CollectionItem.objects.bulk_create(
        CollectionItem(collection=collection, page_key=key, note=note, sort_order=order)
        for order, (key, note) in enumerate(kept["items"])
    )
    return collection


def _touch(collection: Collection) -> None:
    collection.updated_at = timezone.now()
    collection.save(update_fields=["title", "share_token", "updated_at"])
