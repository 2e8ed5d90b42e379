"""The figures of the example office: made by rule, the same each time, consistent with one another."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any

from tonghop.catalog.indicators import Better, indicators
from tonghop.catalog.table import data
from tonghop.core.fact import Cell, Fact, Measure
from tonghop.core.span import Span

YEARS = (2024, 2025, 2026)
LAST_MONTH = 10
"""The last month of the last year whose figures are settled."""
BORN = (2025, 7)
"""The year and month since which there are the new wards."""
_MILLION = Decimal(1_000_000)
_MANY = 100
"""From how many on a plan is given in tens."""
_ADJUSTED = ("budget_revenue", "budget_expenditure_development")


@cache
def story() -> Mapping[str, Any]:
    """The file demo.toml."""
    return tomllib.loads(data("demo.toml"))


@dataclass(frozen=True)
class Figures:
    """The settled facts of all wards; `place` says in which unit a ward keeps an indicator."""

    place: Callable[[str, str], str]
    _years: dict[tuple[str, str, int], "_Year"] = field(default_factory=dict)

    def facts(self) -> list[Fact]:
        """Plans, estimates and actuals of all wards and years."""
        return [
            fact
            for ward, share in _compositions().items()
            for year in YEARS
            for fact in (*self._plans(ward, share, year), *self._done(ward, share, year))
        ]

    def done(self, ward: str, key: str, span: Span) -> Decimal:
        """What was done of an indicator in a ward over some months of a year."""
        value = self._up_to(ward, key, span.year, span.last)
        if span.first > 1 and not _is_stock(key):
            value -= self._up_to(ward, key, span.year, span.first - 1)
        return value

    def fact(self, ward: str, key: str, span: Span, measure: Measure = Measure.ACTUAL) -> Fact:
        """The fact of an actual, or of the estimate that was made of it in the middle of its last month."""
        value = self.done(ward, key, span)
        cell = Cell(key, self.place(ward, key), span, measure)
        if measure is Measure.ACTUAL:
            return Fact(cell, value, as_of=span.ends)
        error = Decimal(Random(f"{ward} {key} {span}").randint(-35, 30)) / 1000
        unit = _MILLION if _is_money(key) else Decimal(1)
        guess = (value * (1 + error) / unit).to_integral_value() * unit
        return Fact(cell, guess, as_of=date(span.year, span.last, 15))

    def _done(self, ward: str, share: Mapping[str, Decimal], year: int) -> list[Fact]:
        months = _months(ward, year)
        found = []
        for key in _keys():
            for month in months:
                first = months.start if year == BORN[0] and ward not in share and not _is_stock(key) else 1
                span = Span(year, first, month)
                found.append(self.fact(ward, key, span))
                if month in (6, 9, 12) and not _is_stock(key):
                    found.append(self.fact(ward, key, span, Measure.ESTIMATE))
        return found

    def _plans(self, ward: str, share: Mapping[str, Decimal], year: int) -> list[Fact]:
        if not _months(ward, year):
            return []
        above = "Quận" if ward in share else "TP"
        span = Span(year, 1, 12)
        found: list[Fact] = []
        for key in _planned():
            expected = _expected(share, key, year)
            unit = _MILLION * 100 if _is_money(key) else Decimal(10 if expected >= _MANY else 1)
            assigned = (expected / unit).to_integral_value() * unit
            resolved = (assigned * _stricter(key) / unit).to_integral_value() * unit
            plans = [(above, 0, assigned), ("Phường", 0, resolved)]
            if key in _ADJUSTED and year != BORN[0]:
                plans.append((above, 1, (assigned * Decimal("1.08") / unit).to_integral_value() * unit))
            found += (
                Fact(Cell(key, self.place(ward, key), span, Measure.PLAN, authority, version), value)
                for authority, version, value in plans
            )
        return found

    def _up_to(self, ward: str, key: str, year: int, month: int) -> Decimal:
        if key in story()["derived"]:
            told = story()["derived"][key]
            pairs = zip(("+", *told[1::2]), told[::2], strict=True)
            return sum((Decimal(f"{sign}1") * self._up_to(ward, term, year, month) for sign, term in pairs), Decimal(0))
        definition = story()["indicators"][key]
        unit = _MILLION if _is_money(key) else Decimal(1)
        if part := definition.get("share"):
            whole = self._up_to(ward, part["of"], year, month)
            return (whole * Decimal(part["percent"]) / 100 / unit).to_integral_value() * unit
        expected = _expected(_compositions()[ward], key, year)
        if _is_stock(key):
            fall = Decimal(definition["growth"]) / 100 * month / 12
            return (expected * (1 + fall)).to_integral_value()
        went = self._years.get((ward, key, year))
        if went is None:
            went = self._years[ward, key, year] = _year(ward, key, year)
        done = expected * went.success * sum(went.weights[:month]) / sum(went.weights)
        return (done / unit).to_integral_value() * unit


@dataclass(frozen=True)
class _Year:
    """How a year went: what came of what was expected, and the weight of each month in it."""

    success: Decimal
    weights: tuple[Decimal, ...]


def _year(ward: str, key: str, year: int) -> _Year:
    chance = Random(f"{ward} {key} {year}")
    months = story()["indicators"][key]["months"]
    weights = story()["months"][months] if isinstance(months, str) else months
    success = Decimal(Random(f"{ward} {key} {year} whole").randint(930, 1090)) / 1000
    return _Year(success, tuple(Decimal(weight) * chance.randint(85, 115) for weight in weights))


def _keys() -> tuple[str, ...]:
    return (*story()["indicators"], *story()["derived"])


def _planned() -> tuple[str, ...]:
    return tuple(key for key, item in story()["indicators"].items() if item.get("planned"))


def _stricter(key: str) -> Decimal:
    """By how much the plan that the ward gives itself is beyond the one assigned to it."""
    return Decimal("0.95") if indicators()[key].direction is Better.LOWER else Decimal("1.05")


def _is_money(key: str) -> bool:
    return indicators()[key].unit == "VND"


def _is_stock(key: str) -> bool:
    return "months" not in story()["indicators"].get(key, {"months": ()}) and "share" not in story()["indicators"][key]


@cache
def _compositions() -> Mapping[str, Mapping[str, Decimal]]:
    """Ward → the former wards in it and the share of each."""
    parts = story()["parts"]
    former = {part["predecessor"]: {part["predecessor"]: Decimal(1)} for part in parts}
    for part in parts:
        former.setdefault(part["successor"], {})[part["predecessor"]] = Decimal(part["share"])
    return former


def _expected(share: Mapping[str, Decimal], key: str, year: int) -> Decimal:
    """What a year of a ward usually brings."""
    definition = story()["indicators"][key]
    levels = dict(zip(sorted(story()["wards"]), definition["level"], strict=False))
    level = sum((Decimal(levels[ward]) * part for ward, part in share.items()), Decimal(0))
    growth = (1 + Decimal(definition["growth"]) / 100) ** (year - YEARS[0])
    return level * growth * (_MILLION if _is_money(key) else 1)


def _months(ward: str, year: int) -> range:
    """The months of a year in which there was the ward and figures are settled."""
    former = ward in _compositions()[ward]
    if former:
        return range(1, 13) if year < BORN[0] else range(1, BORN[1]) if year == BORN[0] else range(0)
    if year < BORN[0]:
        return range(0)
    return range(BORN[1], 13) if year == BORN[0] else range(1, LAST_MONTH + 1)
