"""A ward for tests of drafting: formed on 1 July 2025 of one whole ward and half of another, with figures."""

from datetime import date
from decimal import Decimal

from tonghop.core.fact import Cell, Fact, Measure
from tonghop.core.span import Span
from tonghop.ledger import units
from tonghop.ledger.models import UnitKind
from tonghop.ledger.office.definitions import take_over_indicators
from tonghop.ledger.record import Change, record
from tonghop.ledger.units import Author, Method, New, Part

BORN = date(2025, 7, 1)
WARD, OLD, DIVIDED, OTHER = "A", "X", "Y", "B"
YEAR, HALF, BEFORE = Span(2026, 1, 12), Span(2026, 1, 6), Span(2025, 1, 6)
BY = Author(None)
BILLION = 1_000_000_000


def build() -> None:
    """The units and the indicators of the catalog, and the figures of the first half of 2026."""
    take_over_indicators(BY)
    units.create([New("T", UnitKind.PROVINCE, "Thành phố Lam Giang")], BY)
    old = [New(OLD, UnitKind.COMMUNE, "Phường Hòa An", "T"), New(DIVIDED, UnitKind.COMMUNE, "Phường Bến Nứa", "T")]
    units.create(old, BY)
    new = [New(code, UnitKind.COMMUNE, name, "T", BORN) for code, name in ((WARD, "Phường Tây Hồ"), (OTHER, "Xã Đông"))]
    half = Decimal("0.5")
    parts = [
        Part(OLD, WARD),
        Part(DIVIDED, WARD, half, Method.POPULATION),
        Part(DIVIDED, OTHER, half, Method.POPULATION),
    ]
    units.reorganise(BORN, parts, BY, new=new)
    put(
        fact("budget_revenue", 20 * BILLION, YEAR, Measure.PLAN, "TP"),
        fact("budget_revenue", 25 * BILLION, YEAR, Measure.PLAN, "TP", 1),
        fact("budget_revenue", 30 * BILLION, YEAR, Measure.PLAN, "Phường"),
        fact("budget_revenue", 15 * BILLION),
        fact("budget_revenue", 8 * BILLION, BEFORE, unit=OLD),
        fact("budget_revenue", 4 * BILLION, BEFORE, unit=DIVIDED),
        fact("petitions", 30),
        fact("petitions_resolved", 21),
        fact("petitions_pending", 9),
        fact("petitions", 11, BEFORE, unit=OLD),
        fact("petitions", 11, BEFORE, unit=DIVIDED),
        fact("health_insurance_coverage", 94),
        fact("health_insurance_coverage", 92, BEFORE, unit=OLD),
        fact("health_insurance_coverage", 90, BEFORE, unit=DIVIDED),
        fact("jobs_created", 400, YEAR, Measure.PLAN, "TP"),
        fact("jobs_created", 150),
        fact("fires", 3),
    )


def fact(
    key: str,
    value: int | str,
    span: Span = HALF,
    measure: Measure = Measure.ACTUAL,
    authority: str = "",
    version: int = 0,
    *,
    unit: str = WARD,
    breakdown: str = "",
    as_of: date | None = None,
) -> Fact:
    """A fact of the ward, or of another unit."""
    return Fact(Cell(key, unit, span, measure, authority, version, breakdown), Decimal(value), as_of=as_of)


def put(*facts: Fact) -> None:
    """Record settled facts."""
    record(facts, Change(None, "ghi", ""))
