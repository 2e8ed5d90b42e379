"""The interval of true values that a measure's printed rounding and hedge allow."""

from decimal import Decimal

from tonghop.core.figure import Hedge
from tonghop.reading.numerals import half_step, last_nonzero_step
from tonghop.reading.statements import Measure


def bounds(measure: Measure) -> tuple[Decimal | None, Decimal | None]:
    """Closed bounds, None where open: half a unit of the last printed digit around a rounded quantity, the value itself
    for a count or an amount printed to the đồng, one side for `trên` and `gần`."""
    value, step = measure.token.number, measure.token.step
    if measure.hedge is Hedge.OVER:
        return value, None
    if measure.hedge is Hedge.UNDER:
        return None, value
    if measure.hedge is Hedge.ABOUT and value:
        return half_step(value, last_nonzero_step(value))
    counted = measure.token.unit_kind in ("count", "labour") or (measure.token.unit_kind == "bare" and step == 1)
    exact = step <= 1 and (counted or (measure.unit or "").startswith("VND"))
    return (value, value) if exact else half_step(value, step)
