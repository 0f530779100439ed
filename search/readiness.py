"""Whether the search answers, and knows every page that visitors may find."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.readiness import Check, Step, checks
from search.documents.base import FILE
from search.documents.build import BUILDERS
from search.engines.selection import engine
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


checks.register("search", Check(_search, is_quick=False))
