"""Whether the search answers, and knows every page that visitors may find."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.readiness import Check, Step, checks
from search.documents.base import FILE
from search.documents.build import BUILDERS
from search.engines.elastic.mapping import serving_index
from search.engines.elastic.trying import server_problem
from search.engines.selection import engine
from search.engines.sending import has_server
from search.queries import Query


def _search(user: Any) -> Step:
    title = _("The search")
    try:
        kinds = engine().search(Query(text="", language="tr", page_size=1)).facets["kind"]
    except Exception as error:
        text = gettext("The search does not answer: %(problem)s") % {"problem": type(error).__name__}
        return Step(title=title, is_done=False, text=text)
    known = sum(kind.count for kind in kinds if kind.value != FILE)
    keys: set[Any] = set()
    for page_type in BUILDERS:
        keys |= set(page_type.objects.live().public().values_list("translation_key", flat=True))
    is_done = known >= len(keys)
    values = {"known": min(known, len(keys)), "all": len(keys)}
    return Step(
        title=title,
        is_done=is_done,
        text=gettext("The search answers and knows every page.")
        if is_done
        else gettext(
            "The search knows %(known)s of %(all)s pages. The worker adds the rest; if it stays so, run manage.py rebuild_index."
        )
        % values,
    )


def _server(user: Any) -> Step:
    title = _("The search server")
    problem = server_problem()
    if problem:
        text = gettext(
            "The search server does not answer, and the database searches in its place: %(problem)s"
        ) % {"problem": problem}
        return Step(title=title, is_done=False, text=text)
    if serving_index() is None:
        text = gettext(
            "The search server has no index yet. The worker makes it; if it stays so, run manage.py rebuild_index."
        )
        return Step(title=title, is_done=False, text=text)
    return Step(title=title, is_done=True, text=gettext("The search server answers."))


checks.register("search", Check(_search, is_quick=False))
if has_server():
    checks.register("search-server", Check(_server, is_quick=False))
