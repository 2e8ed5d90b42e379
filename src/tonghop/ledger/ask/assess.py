"""Status of a target: exceeded, met, nearly met, missed, not yet assessed. The five partition any list of targets.

No law fixes when a target counts as nearly met, so the threshold comes from the catalog and is printed.
"""

from enum import StrEnum
from fractions import Fraction

from tonghop.catalog.indicators import Better
from tonghop.catalog.thresholds import Thresholds


class Status(StrEnum):
    """How a target stands."""

    EXCEEDED = "vượt"
    MET = "đạt"
    NEARLY = "cơ bản đạt"
    MISSED = "không đạt"
    OPEN = "chưa đánh giá"


def assess(
    value: Fraction | None, plan: Fraction | None, better: Better, *, finished: bool, limits: Thresholds
) -> Status:
    """The status of a value against its plan; `finished` tells whether the period of the plan is over.

    While it runs, a target can be met or exceeded, and one that must not be passed can be missed; all else is open.
    What is neither better high nor better low is not assessed.
    """
    if value is None or plan is None or better not in (Better.HIGHER, Better.LOWER):
        return Status.OPEN
    higher = better is Better.HIGHER
    reached, wanted = (value, plan) if higher else (plan, value)
    if not finished and higher == (reached < wanted):
        return Status.OPEN
    if reached >= wanted:
        return Status.EXCEEDED if reached > wanted else Status.MET
    nearly = finished and reached * 100 >= wanted * Fraction(limits.nearly)
    return Status.NEARLY if nearly else Status.MISSED
