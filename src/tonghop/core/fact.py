"""Facts: values of indicators in units over spans of months, as the ledger keeps them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tonghop.core.span import Span


class Measure(StrEnum):
    """Which of the three kinds of value of one indicator, unit and span."""

    PLAN = "plan"
    ESTIMATE = "estimate"
    ACTUAL = "actual"


class Standing(StrEnum):
    """A value (which may be zero), a value that is missing, or an indicator that does not apply to the unit."""

    VALUE = "value"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Cell:
    """What a value belongs to. `indicator` is a key of the catalog, `unit` the code of a unit.

    Values are cumulated from January by convention, stocks too. Of a plan, `authority` is who assigned it (a code of
    plan_authorities.tsv, empty where unsaid) and `version` 0 the original, n the n-th adjustment. `breakdown` is empty
    or `dimension=member`, several joined by `;` in alphabetical order.
    """

    indicator: str
    unit: str
    span: Span
    measure: Measure = Measure.ACTUAL
    authority: str = ""
    version: int = 0
    breakdown: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """The value of a cell in the canonical unit of measure of its indicator (money in đồng).

    `low` and `high` are the bounds of the printed rounding where there is any; `as_of` the day up to which was counted.
    `start` and `end` are the offsets of the quotation in the text of its source.
    """

    cell: Cell
    value: Decimal | None
    standing: Standing = Standing.VALUE
    low: Decimal | None = None
    high: Decimal | None = None
    as_of: date | None = None
    start: int | None = None
    end: int | None = None

    def __post_init__(self) -> None:
        if (self.value is None) == (self.standing is Standing.VALUE):
            raise ValueError("a fact has a value exactly where it stands as a value")


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says of a figure that was read; None is as it was read.

    `left_out` is the reason for which it is not taken over.
    """

    indicator: str | None = None
    unit: str | None = None
    period: str | None = None
    measure: Measure | None = None
    left_out: str = ""

    @property
    def span(self) -> Span | None:
        """The span of months, where one is said."""
        return Span.of(self.period) if self.period else None
