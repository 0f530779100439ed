"""A signed-in person's collections. Other people's answer 404."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.addresses import full_address
from core.languages import active_language
from organisations.access import represented_firms
from toolkits.collections import services
from toolkits.collections.access import can_edit_collection, can_read_collection, readable_collections
from toolkits.collections.exceptions import CollectionFull, TooManyCollections
from toolkits.collections.forms import TitleForm
from toolkits.collections.models import Collection
from toolkits.collections.rules.keys import read_key, read_keys, write_keys
from toolkits.collections.selectors import collections_with_counts, is_collectable, pages_of

DELETED = "deleted_collection"


def _find(request: HttpRequest, collection_uuid: uuid.UUID, *, to_change: bool) -> Collection:
    collection = get_object_or_404(Collection.objects.select_related("firm", "owner"), uuid=collection_uuid)
    rule = can_edit_collection if to_change else can_read_collection
    if not rule(request.user, collection):
        raise Http404
    return collection


@login_required
@require_safe
def collection_list(request: HttpRequest) -> HttpResponse:
    """Her collections, those of her firm's other contacts, and a form for a new one."""
    return _list(request, TitleForm())


def _list(request: HttpRequest, form: TitleForm, status: int = 200) -> HttpResponse:
    found = collections_with_counts(readable_collections(request.user))[:200]
    context = {"collections": found, "form": form, "deleted": request.session.get(DELETED)}
    return render(request, "toolkits/collections/list.html", context, status=status)


@login_required
@require_POST
def collection_create(request: HttpRequest) -> HttpResponse:
    """Make one, with the pages of `items` in it (the device's collection, a page's "add" button)."""
    form = TitleForm(request.POST)
    if not form.is_valid():
        return _list(request, form, status=422)
    keys = [page.key for page in pages_of(read_keys(request.POST.get("items", "")))]
    try:
        collection = services.create_collection(
            owner=request.user,
            title=form.cleaned_data["title"],
            firm=represented_firms(request.user).first(),
            keys=keys,
        )
    except TooManyCollections:
        form.add_error(None, _("You have very many collections. Delete one first."))
        return _list(request, form, status=422)
    messages.success(request, _("The collection is made."))
    return redirect("toolkits:collection-detail", collection.uuid)


@login_required
@require_safe
def collection_detail(request: HttpRequest, collection_uuid: uuid.UUID) -> HttpResponse:
    """What is in it, its link, and for its maker the ways to change it."""
    collection = _find(request, collection_uuid, to_change=False)
    return _detail(request, collection, TitleForm(initial={"title": collection.title}))


def _detail(request: HttpRequest, collection: Collection, form: TitleForm, status: int = 200) -> HttpResponse:
    keys = list(collection.items.values_list("page_key", flat=True))
    pages = pages_of(keys)
    can_edit = can_edit_collection(request.user, collection)
    address = ""
    if collection.share_token and can_edit:
        address = full_address(
            "toolkits:collection-shared", collection.share_token, language=active_language()
        )
    context: dict[str, Any] = {
        "collection": collection,
        "pages": pages,
        "missing": len(keys) - len(pages),
        "form": form,
        "can_edit": can_edit,
        "share_address": address,
        "items": write_keys(page.key for page in pages),
    }
    return render(request, "toolkits/collections/detail.html", context, status=status)


@login_required
@require_POST
def collection_rename(request: HttpRequest, collection_uuid: uuid.UUID) -> HttpResponse:
    """Another title."""
    collection = _find(request, collection_uuid, to_change=True)
    form = TitleForm(request.POST)
    if not form.is_valid():
        return _detail(request, collection, form, status=422)
    services.rename_collection(collection=collection, title=form.cleaned_data["title"])
    messages.success(request, _("The collection has a new name."))
    return redirect("toolkits:collection-detail", collection.uuid)


@login_required
@require_POST
def collection_remove(request: HttpRequest, collection_uuid: uuid.UUID) -> HttpResponse:
    """Take one page out."""
    collection = _find(request, collection_uuid, to_change=True)
    key = read_key(request.POST.get("item", "")[:40])
    if key is None or not services.remove_item(collection=collection, page_key=key):
        messages.info(request, _("This was not in the collection any more."))
    else:
        messages.success(request, _("Taken out of the collection."))
    return redirect("toolkits:collection-detail", collection.uuid)


@login_required
@require_POST
def collection_share(request: HttpRequest, collection_uuid: uuid.UUID) -> HttpResponse:
    """Make the link."""
    collection = _find(request, collection_uuid, to_change=True)
    services.share_collection(collection=collection)
    messages.success(request, _("Whoever has the link can now see this collection."))
    return redirect("toolkits:collection-detail", collection.uuid)


@login_required
@require_POST
def collection_revoke(request: HttpRequest, collection_uuid: uuid.UUID) -> HttpResponse:
    """End the link."""
    collection = _find(request, collection_uuid, to_change=True)
    services.revoke_share(collection=collection)
    messages.success(request, _("The link does not work any more."))
    return redirect("toolkits:collection-detail", collection.uuid)


@login_required
@require_POST
def collection_delete(request: HttpRequest, collection_uuid: uuid.UUID) -> HttpResponse:
    """Delete; the next page offers to undo it."""
    collection = _find(request, collection_uuid, to_change=True)
    request.session[DELETED] = services.delete_collection(collection=collection)
    return redirect("toolkits:collection-list")


@login_required
@require_POST
def collection_restore(request: HttpRequest) -> HttpResponse:
    """Undo the last deletion of this session."""
    kept = request.session.pop(DELETED, None)
    if not kept:
        messages.info(request, _("There is nothing to bring back."))
        return redirect("toolkits:collection-list")
    collection = services.restore_collection(owner=request.user, kept=kept)
    messages.success(request, _("The collection is back. Its link, if it had one, must be made again."))
    return redirect("toolkits:collection-detail", collection.uuid)


@login_required
def collection_add(request: HttpRequest) -> HttpResponse:
    """Choose the collection for a page (`?item=<key>`), or make a new one for it."""
    if request.method not in ("GET", "HEAD", "POST"):
        raise Http404
    key = read_key((request.POST or request.GET).get("item", "")[:40])
    if key is None or not is_collectable(key):
        raise Http404
    own = Collection.objects.filter(owner=request.user)
    if request.method == "POST":
        chosen = request.POST.get("collection", "")
        collection = own.filter(uuid=chosen).first() if _is_uuid(chosen) else None
        if collection is None:
            raise Http404
        try:
            is_new = services.add_item(collection=collection, page_key=key)
        except CollectionFull:
            messages.error(
                request, _("This collection is full. Take something out first, or make another one.")
            )
        else:
            messages.success(
                request, _("Added to the collection.") if is_new else _("It is in the collection already.")
            )
        return redirect("toolkits:collection-detail", collection.uuid)
    context = {
        "pages": pages_of([key]),
        "item": write_keys([key]),
        "collections": collections_with_counts(own)[:200],
        "form": TitleForm(),
    }
    return render(request, "toolkits/collections/add.html", context)


def _is_uuid(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
