"""Status of a target: exceeded, met, nearly met, missed, not yet assessed. The five partition any list of targets.

No law fixes when a target counts as nearly met (domain practice), so the threshold is a setting that is printed.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from tonghop.catalog.indicators import Better


class Status(StrEnum):
    """How a target stands."""

    EXCEEDED = "vượt"
    MET = "đạt"
    NEARLY = "cơ bản đạt"
    MISSED = "không đạt"
    OPEN = "chưa đánh giá"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which percentage of its plan on a missed target counts as nearly met."""

    nearly: Decimal = Decimal(95)


def assess(
    value: Fraction | None,
    plan: Fraction | None,
    better: Better,
    *,
    finished: bool,
    thresholds: Thresholds,
) -> Status:
    """The status of a value against its plan; `finished` tells whether the period of the plan is over.

    While it runs, a target can be met or exceeded, and one that must not be passed can be missed; all else is open.
    What is neither better high nor better low is not assessed.
    """
    if value is None or plan is None or better not in (Better.HIGHER, Better.LOWER):
        return Status.OPEN
    if better is Better.LOWER:
        if value > plan and not finished:
            return Status.MISSED
        value, plan = plan, value
    if not finished and (better is Better.LOWER or value < plan):
        return Status.OPEN
    if value >= plan:
        return Status.EXCEEDED if value > plan else Status.MET
    return Status.NEARLY if value * 100 >= plan * Fraction(thresholds.nearly) else Status.MISSED
