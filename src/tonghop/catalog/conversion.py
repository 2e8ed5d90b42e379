"""From the unit of measure as written to the canonical one of an indicator, exactly or not at all."""

from decimal import Context, Decimal, Inexact, Rounded
from functools import cache

from tonghop.catalog.indicators import indicators
from tonghop.catalog.vocabulary import UnitKind, nouns, units

_EXACT = Context(prec=200, traps=[Inexact, Rounded])


@cache
def factor(indicator: str, canonical: str, written: str) -> Decimal | None:
    """What a number of `written` is multiplied with to be one of `canonical`; None where they do not convert.

    Nothing written counts as the canonical unit only where that is written in one way (people, %), not for money.
    """
    form = " ".join(written.lower().split())
    if not form:
        return None if len({unit.factor for unit in units().values() if unit.name == canonical}) > 1 else Decimal(1)
    if form == canonical.lower():
        return Decimal(1)
    if unit := units().get(form):
        if unit.name == canonical:
            return unit.factor
        return unit.factor if unit.kind is UnitKind.SCALE and canonical == "VND" else None
    return _counted(indicator, canonical, form)


def _counted(indicator: str, canonical: str, form: str) -> Decimal | None:
    """The factor of a counted noun, with or without a scale before it (`triệu lượt khách`)."""
    scale, _, noun = form.partition(" ")
    unit = units().get(scale)
    if noun and unit and unit.kind is UnitKind.SCALE:
        counted = _counted(indicator, canonical, noun)
        return counted and unit.factor * counted
    known = indicators().get(indicator)
    names = {name for name in (canonical, *(known.units if known else ())) if name not in _measured()}
    return Decimal(1) if {form, nouns().get(form, form)} & names else None


@cache
def _measured() -> frozenset[str]:
    return frozenset(unit.name for unit in units().values())


def times(value: Decimal, by: Decimal) -> Decimal:
    """The exact product."""
    return _EXACT.multiply(value, by)
