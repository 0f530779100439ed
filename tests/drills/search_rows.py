"""Pages that a drill publishes, and whether the search server has heard of them."""

import uuid

from lms.courses.models import CourseIndexPage, CoursePage
from search.engines.elastic.client import ApiError, TransportError, client
from search.engines.elastic.mapping import alias
from search.models import SearchEntry


def published(number: int) -> CoursePage:
    """A new course page with a title of its own, published as an editor does."""
    index = CourseIndexPage.objects.filter(locale__language_code="tr").first()
    assert index is not None
    page = index.add_child(
        instance=CoursePage(title=f"Tatbikat {uuid.uuid4().hex[:12]} {number}", live=False)
    )
    page.save_revision().publish()
    return page


def server_knows(pages: list[CoursePage]) -> bool:
    """Whether the server has every one of the pages in its newest state."""
    wanted = dict(
        SearchEntry.objects.serving()
        .filter(page_id__in=[page.pk for page in pages])
        .values_list("key", "version")
    )
    if len(wanted) < len(pages):
        return False
    try:
        found = client(seconds=5).mget(index=alias(), ids=sorted(wanted))
    except (ApiError, TransportError):
        return False
    return all(one.get("found") and one["_source"]["revision"] >= wanted[one["_id"]] for one in found["docs"])
