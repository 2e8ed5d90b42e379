"""How texts begin and end: whether one of many phrases stands there, asked before any closer look."""

from collections.abc import Iterable


class Edges:
    """Phrases with which a text may begin or end, by their first and their last letter.

    What begins or ends with another of them is left out: that one tells it.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        first: dict[str, tuple[str, ...]] = {}
        last: dict[str, tuple[str, ...]] = {}
        for phrase in sorted(phrases, key=len):
            opening, closing = first.get(phrase[0], ()), last.get(phrase[-1], ())
            if not phrase.startswith(opening):
                first[phrase[0]] = (*opening, phrase)
            if not phrase.endswith(closing):
                last[phrase[-1]] = (*closing, phrase)
        self._first = first
        self._last = last

    def opens(self, text: str) -> bool:
        """Whether a text begins with one of the phrases."""
        known = self._first.get(text[:1])
        return known is not None and text.startswith(known)

    def closes(self, text: str) -> bool:
        """Whether a text ends with one of the phrases."""
        known = self._last.get(text[-1:])
        return known is not None and text.endswith(known)
