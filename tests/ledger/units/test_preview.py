"""Trying an operation out: every sum before and after, and nothing written."""

from datetime import date
from decimal import Decimal

import pytest

from tonghop.core.fact import Cell, Fact
from tonghop.core.span import Span
from tonghop.ledger import units
from tonghop.ledger.models import Entry, Indicator, UnitKind
from tonghop.ledger.record import Change, record
from tonghop.ledger.units import Author, New, Sum

pytestmark = pytest.mark.django_db

BY = Author(None)


def test_every_sum_before_and_after_and_nothing_written() -> None:
    wards = [New("A", UnitKind.COMMUNE, "phường A", "D1"), New("B", UnitKind.COMMUNE, "phường B", "D2")]
    districts = [New(code, UnitKind.DISTRICT, f"quận {code}", "T") for code in ("D1", "D2")]
    units.create([New("T", UnitKind.PROVINCE, "tỉnh"), *districts, *wards], BY)
    Indicator.objects.create(key="poor_households", name="hộ nghèo", unit="hộ", over_units="sum")
    cells = {(unit, year): Cell("poor_households", unit, Span(year, 1, 12)) for unit in "AB" for year in (2024, 2025)}
    record([Fact(cell, Decimal(year - 2020)) for (_, year), cell in cells.items()], Change(None, "test"))
    entries = Entry.objects.count()

    sums = units.preview(lambda: units.move("A", "D2", date(2025, 7, 1), BY), ["A", "D2"])

    changed = {(each.cell.unit, each.cell.span.year): (each.before, each.after) for each in _changed(sums)}
    assert changed == {("D1", 2025): (5, None), ("D2", 2025): (5, 10)}
    assert {(each.cell.unit, each.cell.span.year) for each in sums} >= {("T", 2024), ("T", 2025), ("D1", 2024)}
    assert Entry.objects.count() == entries
    assert units.parent_of("A", date(2025, 7, 1)) == "D1"


def _changed(sums: tuple[Sum, ...]) -> list[Sum]:
    return [each for each in sums if each.before != each.after]
