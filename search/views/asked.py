"""What an address of the search asks for."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from search.queries import FACETS, SORTS

LONGEST_QUERY = 200
LONGEST_VALUE = 60
LAST_PAGE = 500


@dataclass(frozen=True)
class Asked:
    """Query, choices by facet, order and page, all within what is sensible."""

    text: str
    chosen: dict[str, str]
    sort: str
    page: int

    def address(self, *, page: int = 1, **changes: str | None) -> str:
        """The address of the same with other choices ("" takes one away) or another `sort`, from the first page on."""
        sort = changes.pop("sort", None) or self.sort
        chosen = {**self.chosen, **changes}
        values = {"q": self.text, **{name: value for name, value in chosen.items() if value}}
        if sort != SORTS[0]:
            values["sort"] = sort
        if page > 1:
            values["page"] = str(page)
        return "?" + urlencode(values)

    def without_choices(self, text: str | None = None) -> str:
        """The address of the query (or another) alone."""
        return Asked(self.text if text is None else text, {}, self.sort, 1).address()


def read_asked(values: QueryDict) -> Asked:
    """Whatever stands in an address becomes a question; what cannot be meant is left out."""
    text = values.get("q", "").replace("\x00", "")[:LONGEST_QUERY].strip()
    chosen = {name: values.get(name, "")[:LONGEST_VALUE] for name in FACETS}
    chosen = {name: value for name, value in chosen.items() if value and "\x00" not in value}
    sort = values.get("sort", "")
    return Asked(text, chosen, sort if sort in SORTS else SORTS[0], _page_number(values.get("page", "1")))


def _page_number(text: str) -> int:
    """A page from 1 to LAST_PAGE, whatever the address holds; Python reads no number of thousands of digits."""
    text = text[:6]
    return min(max(int(text), 1), LAST_PAGE) if text.isascii() and text.isdigit() else 1
