"""An entry as a result."""

from search.models import SearchEntry
from search.queries import Hit


def hit_of(entry: SearchEntry, score: float) -> Hit:
    """What is shown of an entry."""
    return Hit(
        key=entry.key,
        page_id=entry.page_id,
        file_id=entry.file_id,
        circle=entry.circle,
        under=entry.under,
        page_number=entry.page_number,
        translation_key=entry.translation_key,
        published_at=entry.published_at,
        kind=entry.kind,
        title=entry.title,
        summary=entry.summary,
        text=entry.text,
        url=entry.url,
        language=entry.language,
        is_announced=entry.is_announced,
        score=score,
    )


def title_to_find(entry: SearchEntry) -> str:
    """The words of the title by which it is found and suggested: of a file only the first page has them."""
    return "" if entry.is_continued else entry.title
