"""A small office for tests: a province with two communes of two groups each, and indicators of every kind."""

from decimal import Decimal

from tonghop.core.fact import Cell, Fact, Measure, Standing
from tonghop.core.span import Span

YEAR = Span(2024, 1, 12)
TREE = {"P": None, "A": "P", "B": "P", "a1": "A", "a2": "A", "b1": "B", "b2": "B"}


def build() -> None:
    """Make the units and the indicators `flow`, `stock`, `rate`, `mean` (better high) and `cases` (better low)."""
    from tonghop.ledger import units
    from tonghop.ledger.models import Indicator, UnitKind

    kinds = (UnitKind.PROVINCE, UnitKind.COMMUNE, UnitKind.GROUP)
    units.create(
        [
            units.New(code, kinds[(parent is not None) + code.islower()], f"đơn vị {code}", parent)
            for code, parent in TREE.items()
        ],
        units.Author(None),
    )
    rules = {
        "flow": ("higher", "flow", "sum", "sum"),
        "stock": ("higher", "stock", "sum", "last"),
        "rate": ("higher", "rate", "recompute", "recompute"),
        "mean": ("higher", "rate", "average", "recompute"),
        "cases": ("lower", "flow", "sum", "sum"),
    }
    Indicator.objects.bulk_create(
        Indicator(
            key=key, name=f"chỉ tiêu {key}", unit="hộ", group="kinh tế",
            direction=direction, time=time, over_units=over_units, over_time=over_time,
        )
        for key, (direction, time, over_units, over_time) in rules.items()
    )  # fmt: skip


def stated(
    unit: str,
    value: str | int | None,
    span: Span = YEAR,
    indicator: str = "flow",
    measure: Measure = Measure.ACTUAL,
    **more: object,
) -> Fact:
    """A fact; None is a missing value."""
    standing = Standing.VALUE if value is not None else Standing.MISSING
    cell = Cell(indicator, unit, span, measure, str(more.get("authority", "")), int(str(more.get("version", 0))))
    return Fact(cell, None if value is None else Decimal(value), more.get("standing", standing))  # type: ignore[arg-type]


def put(*facts: Fact, action: str = "ghi", reason: str = "") -> dict[Cell, int]:
    """Record settled facts; their versions."""
    from tonghop.ledger.record import Change, record

    return dict(record(facts, Change(None, action, reason)).versions)
