"""The sentences of a document, and which other units they name: a figure beside such a name need not be its own."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_END = re.compile(r"[.;!?](?=\s)|\n")
_FULL_STOP = re.compile(r"[.!?](?=\s)|\n")


@dataclass(frozen=True, slots=True)
class Named:
    """The names of units that a text speaks of: where they stand, and where its clauses end."""

    ends: tuple[int, ...]
    places: tuple[tuple[int, str], ...]

    @classmethod
    def of(cls, text: str, names: Iterable[str]) -> "Named":
        """Every place where one of the names stands."""
        lower = text.lower()
        places = tuple(sorted(place for name in set(names) for place in _found(lower, name)))
        return cls(tuple(match.end() for match in _END.finditer(text)), places)

    def beside(self, start: int) -> str:
        """The name that stands in the clause of an offset, empty where there is none."""
        clause = bisect_right(self.ends, start)
        return next((name for place, name in self.places if bisect_right(self.ends, place) == clause), "")


def sentences(text: str, starts: Iterable[int]) -> dict[int, int]:
    """For each offset the number of the sentence that it stands in."""
    ends = [match.end() for match in _FULL_STOP.finditer(text)]
    return {start: bisect_right(ends, start) for start in starts}


def _found(lower: str, name: str) -> Iterator[tuple[int, str]]:
    sought = name.lower()
    at = lower.find(sought)
    while at >= 0:
        end = at + len(sought)
        if not lower[end : end + 1].isalnum():
            yield at, name
        at = lower.find(sought, end)
