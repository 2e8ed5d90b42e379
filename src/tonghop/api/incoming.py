"""Figures as they are sent: taken apart, and refused by name where something is wrong with them."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field, StringConstraints

from tonghop.api.problems import Problem
from tonghop.api.types import Code, Digits, Period, Strict, Text
from tonghop.catalog import plan_authorities
from tonghop.core.fact import Cell, Fact, Measure, Standing
from tonghop.core.span import Span
from tonghop.ledger.models import Indicator, Unit


class FigureIn(Strict):
    """A figure of a unit and period that are known, in the canonical unit of measure of its indicator."""

    indicator: Code
    measure: Measure = Measure.ACTUAL
    breakdown: Annotated[str, StringConstraints(max_length=200, pattern=r"^([a-z0-9_]+=[^;=\x00-\x1f]+(;|$))*$")] = ""
    standing: Standing = Standing.VALUE
    value: Digits | None = None
    low: Digits | None = None
    high: Digits | None = None
    as_of: date | None = None
    unit_of_measure: Text | None = Field(None, description="nếu có, phải đúng đơn vị đo của chỉ tiêu")


class FactIn(FigureIn):
    """A figure to record, in the canonical unit of measure of its indicator (money in đồng)."""

    unit: Code
    period: Period
    authority: Text = Field("", description="cấp giao kế hoạch, chỉ dùng với kế hoạch")
    version: Annotated[int, Field(ge=0, le=999)] = Field(0, description="0: giao đầu năm; n: điều chỉnh lần n")


def facts_of(rows: Sequence[FactIn]) -> list[Fact]:
    """The facts that rows state; raises Problem naming every row that cannot be recorded, and why."""
    _refuse_wrong(rows)
    facts = [_fact(row) for row in rows]
    _refuse_twice(facts)
    return facts


def _fact(row: FactIn) -> Fact:
    span = Span.of(row.period)
    cell = Cell(row.indicator, row.unit, span, row.measure, row.authority, row.version, row.breakdown)
    value, low, high = (None if digits is None else Decimal(digits) for digits in (row.value, row.low, row.high))
    return Fact(cell, value, row.standing, low, high, row.as_of)


def _refuse_wrong(rows: Sequence[FactIn]) -> None:
    """Raise Problem naming every row that cannot be recorded, and why."""
    units = set(Unit.objects.filter(code__in={row.unit for row in rows}).values_list("code", flat=True))
    keys = {row.indicator for row in rows}
    measured = dict(Indicator.objects.filter(key__in=keys).values_list("key", "unit"))
    authorities = {"", *plan_authorities().values()}
    errors = [
        {"in": "body", "pointer": pointer, "message": message}
        for number, row in enumerate(rows)
        for pointer, message in _faults(row, f"/facts/{number}", units, measured, authorities)
    ]
    if errors:
        raise Problem(422, errors=errors)


def _faults(
    row: FactIn, at: str, units: set[str], measured: Mapping[str, str], authorities: set[str]
) -> list[tuple[str, str]]:
    bounds = [Decimal(digits) for digits in (row.low, row.value, row.high) if digits is not None]
    names = row.breakdown.split(";")
    checks = (
        (row.unit not in units, "unit", "Không có đơn vị này trong danh mục."),
        (row.indicator not in measured, "indicator", "Không có chỉ tiêu này trong danh mục."),
        (
            row.unit_of_measure is not None and row.unit_of_measure != measured.get(row.indicator),
            "unit_of_measure",
            "Không đúng đơn vị đo của chỉ tiêu.",
        ),
        (
            (row.value is None) == (row.standing is Standing.VALUE),
            "value",
            "Phải có giá trị khi và chỉ khi standing là value.",
        ),
        (
            row.standing is not Standing.VALUE and (row.low, row.high) != (None, None),
            "low",
            "Không có giá trị thì không có cận.",
        ),
        (bounds != sorted(bounds), "low", "Cận dưới, giá trị và cận trên phải theo thứ tự tăng dần."),
        (
            row.measure is not Measure.PLAN and (row.authority, row.version) != ("", 0),
            "authority",
            "Chỉ kế hoạch mới có cấp giao và lần điều chỉnh.",
        ),
        (row.authority not in authorities, "authority", "Không có cấp giao này trong danh mục."),
        (
            row.breakdown.endswith(";") or names != sorted(set(names)),
            "breakdown",
            "Các phân tổ phải theo thứ tự bảng chữ cái, không lặp lại.",
        ),
    )
    return [(f"{at}/{name}", message) for wrong, name, message in checks if wrong]


def _refuse_twice(facts: Sequence[Fact]) -> None:
    places: dict[Cell, int] = {}
    errors = [
        {"in": "body", "pointer": f"/facts/{number}", "message": "Số liệu này đã có ở một dòng trước."}
        for number, fact in enumerate(facts)
        if places.setdefault(fact.cell, number) != number
    ]
    if errors:
        raise Problem(422, errors=errors)
