"""The words of titles in memory: what begins with the letters typed so far is found without asking the database."""

from bisect import bisect_left, insort

from search.analysis import exact, forms, words


class TitleWords:
    """Places by the exact tokens of their titles' words."""

    def __init__(self) -> None:
        self._places: dict[str, set[int]] = {}
        self._sorted: list[str] | None = None

    def add(self, place: int, title: str) -> None:
        """Learn the words of a title."""
        for word in _exact_words(title):
            if word not in self._places:
                self._places[word] = set()
                if self._sorted is not None:
                    insort(self._sorted, word)
            self._places[word].add(place)

    def discard(self, place: int, title: str) -> None:
        """Forget them again."""
        for word in _exact_words(title):
            self._places.get(word, set()).discard(place)

    def beginning(self, letters: str) -> set[int]:
        """Places of titles that have a word beginning with `letters`."""
        if self._sorted is None:
            self._sorted = sorted(self._places)
        begin = "x" + letters
        found: set[int] = set()
        for index in range(bisect_left(self._sorted, begin), len(self._sorted)):
            word = self._sorted[index]
            if not word.startswith(begin):
                break
            found |= self._places[word]
        return found


def _exact_words(title: str) -> set[str]:
    return {exact(found) for _start, _end, word in words(title) if (found := forms(word))}
