"""Between the cells and facts of the core and the rows of the database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tonghop.core import fact as core
from tonghop.core.fact import Cell, Fact
from tonghop.core.span import Span
from tonghop.ledger import models
from tonghop.ledger.errors import UnknownIndicator, UnknownUnit

_MEASURES = {item: models.Measure[item.name] for item in core.Measure}
_STANDINGS = {item: models.Standing[item.name] for item in core.Standing}
MEASURES = {row.value: item for item, row in _MEASURES.items()}
STORED = {item: row.value for item, row in _MEASURES.items()}
STANDINGS = {row.value: item for item, row in _STANDINGS.items()}

Key = tuple[int, int, int, int, int, int, str, int, str]
"""Indicator, unit, year, last and first month, measure, authority, version and breakdown of a cell, as stored."""


@dataclass(frozen=True, slots=True)
class Names:
    """The row numbers of indicators and units by their keys and codes."""

    indicators: Mapping[str, int]
    units: Mapping[str, int]

    @classmethod
    def of(cls, cells: Iterable[Cell]) -> "Names":
        """Those of the cells; raises UnknownIndicator or UnknownUnit for the first that the ledger does not have."""
        wanted = list(cells)
        indicators, units = {item.indicator for item in wanted}, {item.unit for item in wanted}
        found = cls(
            dict(models.Indicator.objects.filter(key__in=indicators).values_list("key", "id")),
            dict(models.Unit.objects.filter(code__in=units).values_list("code", "id")),
        )
        for key in sorted(indicators - found.indicators.keys()):
            raise UnknownIndicator(key)
        for code in sorted(units - found.units.keys()):
            raise UnknownUnit(code)
        return found

    def key(self, cell: Cell) -> Key:
        """The key of a cell."""
        span = cell.span
        return (
            self.indicators[cell.indicator],
            self.units[cell.unit],
            span.year,
            span.last,
            span.first,
            _MEASURES[cell.measure].value,
            cell.authority,
            cell.version,
            cell.breakdown,
        )


def key_of(row: models.FactVersion) -> Key:
    """The key of a row."""
    return (
        row.indicator_id,
        row.unit_id,
        row.year,
        row.last,
        row.first,
        row.measure,
        row.authority,
        row.version,
        row.breakdown,
    )


def columns(fact: Fact, key: Key) -> dict[str, Any]:
    """The columns of a fact."""
    indicator, unit, year, last, first, measure, authority, version, breakdown = key
    return {
        "indicator_id": indicator,
        "unit_id": unit,
        "year": year,
        "last": last,
        "first": first,
        "measure": measure,
        "authority": authority,
        "version": version,
        "breakdown": breakdown,
        "standing": _STANDINGS[fact.standing].value,
        "value": fact.value,
        "low": fact.low,
        "high": fact.high,
        "as_of": fact.as_of,
        "start": fact.start,
        "end": fact.end,
    }


def fact_of(row: models.FactVersion) -> Fact:
    """The fact of a row fetched with its indicator and unit (`select_related`)."""
    cell = Cell(
        row.indicator.key,
        row.unit.code,
        Span(row.year, row.first, row.last),
        MEASURES[row.measure],
        row.authority,
        row.version,
        row.breakdown,
    )
    return Fact(cell, row.value, STANDINGS[row.standing], row.low, row.high, row.as_of, row.start, row.end)
