"""The units of the ledger as documents name them, by the dates on which each bears its name."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tonghop.catalog.search import fold
from tonghop.intake.values import Life
from tonghop.intake.words import words
from tonghop.ledger.models import Unit, UnitKind, UnitName

_PLACES = frozenset({UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE, UnitKind.GROUP})


@dataclass(frozen=True, slots=True)
class Bearer:
    """A unit that bears a name from `start` until the day before `end`."""

    code: str
    kind: str
    name: str
    start: date | None
    end: date | None

    def bears(self, on: date) -> bool:
        """Whether it does on a day."""
        return (self.start is None or self.start <= on) and (self.end is None or on < self.end)


@dataclass(frozen=True)
class Gazetteer:
    """All names that units have had, and the life of each unit."""

    bearers: Mapping[str, tuple[Bearer, ...]]
    lives: Mapping[str, Life]

    @classmethod
    def load(cls) -> "Gazetteer":
        """That of the ledger; two queries."""
        rows = UnitName.objects.values_list("unit__code", "unit__kind", "name", "start", "end")
        found: dict[str, list[Bearer]] = defaultdict(list)
        for row in rows:
            found[_key(row[2])].append(Bearer(*row))
        lives = {code: (born, closed) for code, born, closed in Unit.objects.values_list("code", "born", "closed")}
        return cls({name: tuple(bearers) for name, bearers in found.items()}, lives)

    def find(self, name: str, on: date) -> tuple[str, ...]:
        """The codes of the units that bear a name on a day; those that are written just so go first."""
        there = [bearer for bearer in self.bearers.get(_key(name), ()) if bearer.bears(on)]
        exact = [bearer for bearer in there if _bare(bearer.name) == _bare(name)]
        return tuple(sorted({bearer.code for bearer in exact or there}))

    def places(self, on: date, but: Iterable[str]) -> tuple[str, ...]:
        """The names of the places of a day, without those of the units `but`."""
        left = set(but)
        own = {bearer.name.lower() for bearer in self._all() if bearer.code in left}
        there = (bearer for bearer in self._all() if bearer.kind in _PLACES and bearer.bears(on))
        return tuple(sorted({bearer.name for bearer in there if bearer.name.lower() not in own}))

    def _all(self) -> Iterable[Bearer]:
        return (bearer for bearers in self.bearers.values() for bearer in bearers)


def _bare(name: str) -> str:
    text = " ".join(name.lower().split())
    for before in words("units", "before"):
        text = text.removeprefix(f"{before} ")
    return text


def _key(name: str) -> str:
    return fold(_bare(name))
