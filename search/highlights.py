"""Which words of a text a query hits: by the same analysis as the index, so highlights never lie."""

from collections.abc import Iterable

from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from search.analysis import Term, forms, words

SNIPPET_LENGTH = 240


def snippet(text: str, terms: Iterable[Term]) -> SafeString:
    """About 240 characters round the first hit, hits in <mark>; the beginning of the text when nothing hits."""
    wanted = {token for term in terms for token in term}
    hits = [(start, end) for start, end, word in words(text) if wanted.intersection(forms(word))]
    begin = max(0, hits[0][0] - 60) if hits else 0
    if begin:
        begin = text.find(" ", begin) + 1
    finish = min(len(text), begin + SNIPPET_LENGTH)
    if finish < len(text):
        finish = text.rfind(" ", begin, finish) if " " in text[begin:finish] else finish
    pieces: list[tuple[SafeString | str, str, SafeString | str]] = []
    place = begin
    for start, end in hits:
        if start < begin or end > finish:
            continue
        pieces += [("", text[place:start], ""), (mark_safe("<mark>"), text[start:end], mark_safe("</mark>"))]
        place = end
    pieces.append(("", text[place:finish], ""))
    before = "… " if begin else ""
    after = " …" if finish < len(text) else ""
    return mark_safe(before + format_html_join("", "{}{}{}", pieces) + after)
