"""A report while it is written, and as it stands: text, the measures in it, the relations it states."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from random import Random
from string import Formatter
from typing import Any

from tests.generated import wording
from tests.generated.bonds import Bond
from tests.generated.printing import EXACT, Interval, Stated, Style, percent

HABITS = (
    ("%", " %"),
    ("tỷ", "tỉ"),
    (" ", "\u00a0"),
    ("triệu đồng", "tr.đồng"),
    ("triệu đồng", "triệu đ"),
    ("m²", "m2"),
)
"""Spellings that some offices prefer, one for a whole report."""


class Exhausted(Exception):
    """No unused subject is left for a sentence of this shape."""


@dataclass(frozen=True)
class Report:
    """Text in pieces, the printed measures among them."""

    pieces: tuple[str | Stated, ...]
    bonds: tuple[Bond, ...]

    @cached_property
    def text(self) -> str:
        """The report as printed."""
        return "".join(piece if isinstance(piece, str) else piece.text for piece in self.pieces)

    @cached_property
    def places(self) -> dict[int, Stated]:
        """The measures by the offset of their first digit."""
        result, start = {}, 0
        for piece in self.pieces:
            if isinstance(piece, Stated):
                result[start] = piece
            start += len(piece if isinstance(piece, str) else piece.text)
        return result

    @cached_property
    def starts(self) -> dict[int, int]:
        """The offset of each measure by its key."""
        return {stated.key: start for start, stated in self.places.items()}

    @cached_property
    def intervals(self) -> dict[int, Interval]:
        """The printed interval of each measure by its key."""
        return {stated.key: stated.interval for stated in self.places.values()}

    def with_units(self, key: int, units: int) -> "Report":
        """The same report with another number printed for one measure."""
        pieces = tuple(
            replace(piece, units=units) if isinstance(piece, Stated) and piece.key == key else piece
            for piece in self.pieces
        )
        return Report(pieces, self.bonds)


class Page:
    """Writes sentences from templates. Every subject is used once, so that no two sentences contradict."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.year = self.random.randint(2018, 2026)
        self.mark = "." if self.random.random() < 0.05 else ","
        self.habit = self.random.choice(HABITS) if self.random.random() < 0.2 else ("", "")
        self.pieces: list[str | Stated] = []
        self.bonds: list[Bond] = []
        self.notes_written = 0
        self._keys = 0
        self._decks = {
            name: self.random.sample(deck, len(deck)) for name, deck in vars(wording).items() if name.isupper()
        }

    def draw(self, deck: str) -> Any:
        """A subject that was not used before; raises Exhausted."""
        if not self._decks[deck]:
            raise Exhausted(deck)
        return self._decks[deck].pop()

    def pick(self, deck: str) -> Any:
        """A word that may be used again."""
        return self.random.choice(self.all(deck))

    def all(self, deck: str) -> tuple[Any, ...]:
        """All words of a deck."""
        return getattr(wording, deck)  # type: ignore[no-any-return]

    def chance(self, probability: float) -> bool:
        """True as often as that."""
        return self.random.random() < probability

    def state(self, true: Fraction | int, style: Style, role: str, hedge: str = EXACT) -> Stated:
        """A measure, correctly rounded."""
        self._keys += 1
        style = replace(style, suffix=style.suffix.replace(*self.habit))
        return Stated(self._keys, style.units(Fraction(true)), style, role, hedge)

    def percent(self, part: Fraction | int, whole: Fraction | int, role: str) -> Stated:
        """part / whole as a percentage that does not print as nought."""
        rate = Fraction(part) / Fraction(whole) * 100
        places = self.random.choice((1, 1, 2, 2, 0))
        while percent(places).units(rate) == 0 or (rate < 10 and not places):
            places += 1
        return self.state(rate, percent(places, self.mark), role)

    def write(self, template: str, **slots: str | Stated | Sequence[str | Stated]) -> None:
        """Append a template filled with words and measures."""
        for literal, name, _, _ in Formatter().parse(template):
            self.pieces.append(literal)
            if name:
                self._append(slots[name])

    def _append(self, slot: str | Stated | Iterable[str | Stated]) -> None:
        self.pieces.extend([slot] if isinstance(slot, str | Stated) else slot)

    def tie(self, kind: str, *members: Stated) -> None:
        """State a relation."""
        self.bonds.append(Bond(kind, tuple(member.key for member in members)))

    def report(self) -> Report:
        """The report as it stands."""
        return Report(tuple(self.pieces), tuple(self.bonds))
