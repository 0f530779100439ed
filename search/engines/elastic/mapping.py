"""How the index is made: our own tokens in fields that are cut at spaces, nothing that needs more than the core."""

import secrets
from typing import Any

from django.conf import settings
from django.utils import timezone

from search.engines.elastic.client import (
    Date,
    Document,
    Keyword,
    Long,
    MetaField,
    NotFoundError,
    Text,
    client,
)

NOT_FOR_ALL, EVERYBODY = "none", "everybody"
"""In the place of a circle: what nobody finds, and what everybody does."""


class EntryDocument(Document):
    """An entry as the server keeps it."""

    key = Keyword()
    revision = Long(index=False)
    page_id = Long()
    file_id = Long()
    circle = Keyword()
    shown_in = Keyword()
    title = Text(analyzer="whitespace", index_options="freqs")
    summary = Text(analyzer="whitespace", index_options="freqs")
    text = Text(analyzer="whitespace", index_options="freqs")
    first_word = Keyword()
    title_order = Keyword(index=False)
    published_at = Date()

    class Meta:
        """Facets are keywords of any name; tokens are searched only, never read back."""

        dynamic = MetaField("true")
        source = MetaField(excludes=["title", "summary", "text"])
        dynamic_templates = MetaField(
            [
                {
                    "facets": {
                        "path_match": "facets.*",
                        "mapping": {"type": "keyword", "eager_global_ordinals": True},
                    }
                }
            ]
        )


SETTINGS: dict[str, Any] = {
    "number_of_shards": 1,
    # A second copy wherever there is a second machine.
    "auto_expand_replicas": "0-1",
    "refresh_interval": "1s",
    # How long a deletion is remembered, so that an older write that comes late does not bring the document back.
    "gc_deletes": "1h",
}


def alias() -> str:
    """The name that searches and writes use."""
    return str(settings.SEARCH_INDEX)


def new_name() -> str:
    """The name of the next index behind it."""
    return f"{alias()}-{timezone.now():%Y%m%d-%H%M%S}-{secrets.token_hex(3)}"


def make_index(name: str) -> None:
    """Make an empty index; nobody asks it yet."""
    mapping = EntryDocument._doc_type.mapping.to_dict()
    settings_ = {**SETTINGS, "refresh_interval": "-1"}
    client(seconds=30).indices.create(index=name, mappings=mapping, settings=settings_)


def serving_index() -> str | None:
    """The index behind the name, if there is one."""
    return next(iter(_served()), None)


def _served() -> list[str]:
    try:
        return list(client(seconds=5).indices.get_alias(name=alias()).body)
    except NotFoundError:
        return []


def swap_to(name: str) -> None:
    """Let the name stand for this index from now on, in one step; delete the ones before."""
    server = client(seconds=30)
    server.indices.put_settings(index=name, settings={"refresh_interval": SETTINGS["refresh_interval"]})
    server.indices.refresh(index=name)
    every = list(server.indices.get(index=f"{alias()}-*", expand_wildcards="open").body)
    old = [one for one in every if one != name]
    actions: list[dict[str, Any]] = [
        {"remove": {"index": one, "alias": alias()}} for one in _served() if one != name
    ]
    server.indices.update_aliases(actions=[*actions, {"add": {"index": name, "alias": alias()}}])
    for one in old:
        server.indices.delete(index=one, ignore_unavailable=True)
