"""Which other units the sentences of a document name: a figure beside such a name need not be of the document's own."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_END = re.compile(r"[.;!?](?=\s)|\n")


@dataclass(frozen=True, slots=True)
class Named:
    """The names of units that a text speaks of, by the sentences they stand in."""

    text: str
    places: tuple[tuple[int, str], ...]

    @classmethod
    def of(cls, text: str, names: Iterable[str]) -> "Named":
        """Every place where one of the names stands."""
        lower = text.lower()
        return cls(text, tuple(sorted(place for name in set(names) for place in _found(lower, name))))

    def beside(self, start: int) -> str:
        """The name that stands in the sentence of an offset, empty where there is none."""
        if not self.places:
            return ""
        ends = [match.end() for match in _END.finditer(self.text, 0, start)]
        first = ends[-1] if ends else 0
        after = _END.search(self.text, start)
        last = after.start() if after else len(self.text)
        return next((name for place, name in self.places if first <= place < last), "")


def _found(lower: str, name: str) -> Iterator[tuple[int, str]]:
    sought = name.lower()
    at = lower.find(sought)
    while at >= 0:
        end = at + len(sought)
        if not lower[end : end + 1].isalnum():
            yield at, name
        at = lower.find(sought, end)
