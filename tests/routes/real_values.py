"""Right values for the gaps of an address, so that a request gets past the first line of its view."""

import re
from typing import Any

from django.apps import apps
from wagtail.models import Page, Revision

from tests.routes.permission_table import ROWS
from tests.routes.resolver import Route
from tests.routes.world import World

IDS = {row.route: row.ids for row in reversed(ROWS)}
TEXTS = {
    "action": "delete", "action_name": "approve", "mode": "", "filter_spec": "width-100", "revision_id_a": "live",
    "revision_id_b": "latest", "token": "x-y", "uidb64": "MQ", "key": "x-y", "uidb36": "1", "content_type_app_name": "pages",
    "content_type_model_name": "standardpage",
}  # fmt: skip
MODELS = [
    (
        r"cms/(?:pages|localize/submit/page|localize/page|workflows/remove|forms|choose-page)|cms/api/main/pages",
        Page,
    ),
    (r"cms/(?:images|api/main/images)", "files.LicensedImage"),
    (r"cms/(?:documents|api/main/documents)", "files.LicensedDocument"),
    (r"cms/collections", "wagtailcore.Collection"),
    (r"cms/users", "accounts.User"),
    (r"cms/groups", "auth.Group"),
    (r"cms/sites", "wagtailcore.Site"),
    (r"cms/locales", "wagtailcore.Locale"),
    (r"cms/redirects", "wagtailredirects.Redirect"),
    (r"cms/workflows/tasks|cms/workflows/task_chooser", "wagtailcore.Task"),
    (r"cms/workflows", "wagtailcore.Workflow"),
    (r"cms/localize/update", "wagtail_localize.TranslationSource"),
    (r"cms/localize/translate", "wagtail_localize.Translation"),
    (r"cms/settings", "pages.SiteIdentity"),
]


def real_values(world: World, route: Route, side: str) -> dict[str, Any]:
    """A value for each group of the route; of our own routes those of one side of the world."""
    ids = IDS.get(route.name)
    if ids is not None:
        known = getattr(world, side).ids
        return {group: known[name] for group, name in zip(route.groups, ids, strict=True)}
    return {group: _value(world, route, group, side) for group in route.groups}


def _value(world: World, route: Route, group: str, side: str) -> Any:
    if group in TEXTS:
        return TEXTS[group]
    if group in ("app_label", "app_name"):
        return (
            "pages"
            if "settings" in route.template
            else "taxonomy"
            if "snippet" in route.template
            else "wagtailcore"
        )
    if group == "model_name":
        return (
            "siteidentity"
            if "settings" in route.template
            else "topic"
            if "snippet" in route.template
            else "page"
        )
    if "page" in group or "destination" in group:
        return getattr(world, side).rows["course" if side == "near" else "toolkit"].pk
    if "revision" in group:
        return Revision.objects.order_by("pk").values_list("pk", flat=True).last() or 1
    if found := re.search(r"cms/snippets/(?:choose/)?(\w+)/(\w+)/", route.template):
        return _first(".".join(found.groups()))
    for pattern, model in MODELS:
        if re.match(pattern, route.template):
            return _first(model)
    return 1


def _first(model: Any) -> Any:
    model = apps.get_model(model) if isinstance(model, str) else model
    return model._default_manager.order_by("-pk").values_list("pk", flat=True).first() or 1
