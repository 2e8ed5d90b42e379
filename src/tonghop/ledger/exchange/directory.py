"""The indicators and units of the ledger as a file may name them: by key or code, or by name."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from tonghop.core.span import Span
from tonghop.ledger import models
from tonghop.ledger.cells import Names
from tonghop.ledger.exchange.errors import RowError
from tonghop.ledger.exchange.words import key

_SUGGESTED = 3
_SEARCHES = 100
"""Searching for the nearest name takes long: a file full of strange names is told so without suggestions."""

Life = tuple[date | None, date | None]


@dataclass(frozen=True)
class Register:
    """What codes and names stand for, compared without case and diacritics."""

    codes: frozenset[str]
    names: Mapping[str, frozenset[str]]
    _near: dict[str, tuple[str, ...]] = field(default_factory=dict, init=False, compare=False)

    @classmethod
    def of(cls, named: Iterable[tuple[str, str]]) -> "Register":
        """The register of pairs (code, name)."""
        groups: dict[str, set[str]] = defaultdict(set)
        for code, name in named:
            groups[key(name)].add(code)
            groups[key(code)].add(code)
        codes = frozenset(code for found in groups.values() for code in found)
        return cls(codes, {name: frozenset(found) for name, found in groups.items()})

    def find(self, text: str) -> frozenset[str]:
        """The codes that `text` may mean; a code itself goes before a name."""
        return frozenset({text}) if text in self.codes else self.names.get(key(text), frozenset())

    def nearest(self, text: str) -> tuple[str, ...]:
        """The codes whose names are most like `text`."""
        if text not in self._near and len(self._near) < _SEARCHES:
            close = get_close_matches(key(text), self.names, _SUGGESTED)
            found = dict.fromkeys(code for name in close for code in sorted(self.names[name]))
            self._near[text] = tuple(found)[:_SUGGESTED]
        return self._near.get(text, ())


@dataclass(frozen=True)
class Directory:
    """Everything that a row may name, read once."""

    names: Names
    indicators: Register
    measured: Mapping[str, str]
    units: Register
    lives: Mapping[str, Life]

    @classmethod
    def load(cls) -> "Directory":
        """The indicators and units of the ledger, with all names that units have had."""
        indicators = list(models.Indicator.objects.values_list("key", "id", "name", "unit"))
        units = list(models.Unit.objects.values_list("code", "id", "born", "closed"))
        called = models.UnitName.objects.values_list("unit__code", "name")
        return cls(
            Names({code: number for code, number, *_ in indicators}, {code: number for code, number, *_ in units}),
            Register.of((code, name) for code, _, name, _ in indicators),
            {code: unit for code, _, _, unit in indicators},
            Register.of([*called, *((code, code) for code, *_ in units)]),
            {code: (born, closed) for code, _, born, closed in units},
        )

    def indicator(self, text: str) -> str:
        """The key of an indicator; raises RowError."""
        found = self.indicators.find(text)
        if not found:
            raise _unknown_indicator(text, self.indicators.nearest(text))
        if len(found) > 1:
            raise RowError("Có nhiều chỉ tiêu tên “{text}”: ghi mã ({codes}).", text=text, codes=_listed(found))
        return next(iter(found))

    def unit(self, text: str, span: Span) -> str:
        """The code of a unit alive at some time of a span; raises RowError."""
        found = self.units.find(text)
        if not found:
            raise _unknown_unit(text, self.units.nearest(text))
        alive = frozenset(code for code in found if _lives(self.lives[code], span))
        if not alive:
            raise _dead(min(found), self.lives[min(found)], span)
        if len(alive) > 1:
            raise RowError("Có nhiều đơn vị tên “{text}”: ghi mã ({codes}).", text=text, codes=_listed(alive))
        return next(iter(alive))


def _lives(life: Life, span: Span) -> bool:
    born, closed = life
    return (born is None or born <= span.ends) and (closed is None or closed > span.starts)


def _dead(code: str, life: Life, span: Span) -> RowError:
    born, closed = (f"{day:%d/%m/%Y}" if day else "…" for day in life)
    return RowError(
        "Kỳ {span} nằm ngoài thời gian tồn tại của đơn vị “{code}” (từ {born} đến trước {closed}). "
        "Ghi số liệu cho đơn vị có trong kỳ đó.",
        span=span,
        code=code,
        born=born,
        closed=closed,
    )


def _unknown_indicator(text: str, near: Iterable[str]) -> RowError:
    if near:
        return RowError("Không có chỉ tiêu “{text}”. Gần nhất: {near}.", text=text, near=", ".join(near))
    return RowError("Không có chỉ tiêu “{text}”. Tra mã chỉ tiêu bằng lệnh “tonghop catalog”.", text=text)


def _unknown_unit(text: str, near: Iterable[str]) -> RowError:
    if near:
        return RowError("Không có đơn vị “{text}”. Gần nhất: {near}.", text=text, near=", ".join(near))
    return RowError("Không có đơn vị “{text}”. Tra mã đơn vị bằng lệnh “tonghop units”.", text=text)


def _listed(codes: Iterable[str]) -> str:
    return ", ".join(sorted(codes))
