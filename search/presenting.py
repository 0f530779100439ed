"""Results as they are shown: for each kind of thing what somebody needs to choose."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.template.defaultfilters import date as format_date
from django.urls import translate_url
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.languages import active_language, isolated
from files.models import LicensedDocument
from lms.programmes.models import CohortCourse
from search.analysis import Term
from search.documents.base import FILE, LESSON
from search.highlights import snippet
from search.naming import format_name, kind_name
from search.queries import Hit
from toolkits.library.models import Effort, ToolkitPage

SLIDES, SHEETS = "pptx", "xlsx"


@dataclass
class FurtherPage:
    """Another page of the same file that hits, too."""

    label: str
    url: str


@dataclass
class Result:
    """A hit as it is shown. facts: short words beside its kind. language: of its words. rank: its place, from 1."""

    hit: Hit
    kind: str
    title: str
    url: str
    language: str
    snippet: SafeString
    facts: list[str] = field(default_factory=list)
    under: str = ""
    further: list[FurtherPage] = field(default_factory=list)
    rank: int = 0
    is_recommended: bool = False


def present(hits: Iterable[Hit], terms: Iterable[Term], first_rank: int = 1) -> list[Result]:
    """Results in the order of the hits; pages of one file are one result. A query for each kind of thing that has facts."""
    hits, terms = list(hits), tuple(terms)
    files = _files(hits)
    facts = {**_next_groups(hits), **_efforts(hits)}
    shown: list[Result] = []
    by_file: dict[int, Result] = {}
    for place, hit in enumerate(hits):
        if hit.kind == FILE and hit.file_id in by_file:
            ending = files[hit.file_id].file_extension.lower() if hit.file_id in files else ""
            label = page_label(hit.page_number, ending) or _("further text")
            by_file[hit.file_id].further.append(FurtherPage(label, hit.url))
            continue
        result = _result(hit, terms, files, facts)
        result.rank = first_rank + place
        shown.append(result)
        if hit.kind == FILE and hit.file_id is not None:
            by_file[hit.file_id] = result
    return shown


def page_label(number: int | None, ending: str) -> str:
    """Where in a file: "page 7", "slide 3", "sheet 2"; "" where a file has no such parts."""
    if number is None:
        return ""
    values = {"number": number}
    if ending == SLIDES:
        return _("slide %(number)s") % values
    if ending == SHEETS:
        return _("sheet %(number)s") % values
    return _("page %(number)s") % values


def _result(
    hit: Hit, terms: Iterable[Term], files: dict[int, LicensedDocument], facts: dict[str, list[str]]
) -> Result:
    result = Result(
        hit=hit,
        kind=kind_name(hit.kind),
        title=hit.title,
        url=hit.url,
        language=hit.language,
        snippet=snippet(f"{hit.summary} {hit.text}".strip(), terms),
        facts=list(facts.get(hit.key, ())),
        under=hit.under,
    )
    if hit.is_announced:
        result.facts.insert(0, _("in preparation"))
    if hit.kind == FILE and hit.file_id in files:
        file = files[hit.file_id]
        ending = file.file_extension.lower()
        result.language = file.language or hit.language
        result.facts = [one for one in (format_name(ending), page_label(hit.page_number, ending)) if one]
    if hit.kind in (FILE, LESSON):
        result.url = translate_url(hit.url, active_language())
    if hit.kind == "news" and hit.published_at:
        result.facts.append(format_date(timezone.localtime(hit.published_at), "DATE_FORMAT"))
    return result


def _files(hits: list[Hit]) -> dict[int, LicensedDocument]:
    ids = {hit.file_id for hit in hits if hit.file_id is not None}
    return LicensedDocument.objects.in_bulk(ids) if ids else {}


def _next_groups(hits: list[Hit]) -> dict[str, list[str]]:
    """The next group of each course that has one: when and where it begins. One query."""
    courses = {hit.translation_key: hit.key for hit in hits if hit.kind == "course"}
    if not courses:
        return {}
    rows = (
        CohortCourse.objects.filter(
            course__translation_key__in=courses, cohort__starts_on__gt=timezone.localdate()
        )
        .select_related("cohort__province", "course")
        .order_by("-cohort__starts_on", "-cohort__sort_name")
    )
    found: dict[str, list[str]] = {}
    for row in rows:
        values = {"day": format_date(row.cohort.starts_on, "DATE_FORMAT")}
        text = _("next group: %(day)s") % values
        province = row.cohort.province
        place = f" · {isolated(province.name)}" if province else ""
        # The soonest comes last and stays.
        found[courses[row.course.translation_key]] = [f"{text}{place}"]
    return found


def _efforts(hits: list[Hit]) -> dict[str, list[str]]:
    """How much work each toolkit is. One query."""
    toolkits: dict[int, str] = {
        hit.page_id: hit.key for hit in hits if hit.kind == "toolkit" and hit.page_id is not None
    }
    if not toolkits:
        return {}
    labels: dict[str, Any] = dict(Effort.choices)
    rows = ToolkitPage.objects.filter(pk__in=toolkits).values_list("pk", "effort")
    return {toolkits[pk]: [str(labels.get(effort, effort))] for pk, effort in rows}
