"""How phrases begin and end: a look that tells, before any closer one, where none of them can stand."""

from collections.abc import Iterable


class Edges:
    """The first and the last letters of phrases: two of each, then three."""

    def __init__(self, phrases: Iterable[str]) -> None:
        known = list(phrases)
        self._signs = frozenset(phrase for phrase in known if len(phrase) == 1)
        self._first_two = frozenset(phrase[:2] for phrase in known)
        self._first = frozenset(phrase[:3] for phrase in known)
        self._last_two = frozenset(phrase[-2:] for phrase in known)
        self._last = frozenset(phrase[-3:] for phrase in known)

    def may_open(self, text: str) -> bool:
        """Whether one of the phrases may be the beginning of a text: none is where this is false."""
        two = text[:2]
        if two in self._first_two and (two in self._first or text[:3] in self._first):
            return True
        return bool(self._signs) and text[:1] in self._signs

    def may_close(self, text: str) -> bool:
        """Whether one of the phrases may be the end of a text: none is where this is false."""
        two = text[-2:]
        if two in self._last_two and (two in self._last or text[-3:] in self._last):
            return True
        return bool(self._signs) and text[-1:] in self._signs
