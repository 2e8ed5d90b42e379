"""Values of the ledger as a report states them: what is counted is whole, and parts add up to their totals."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Context, Decimal
from fractions import Fraction
from math import floor

from tonghop.catalog.indicators import Identity, identities, indicators
from tonghop.core.exact import exact
from tonghop.core.fact import Cell
from tonghop.ledger.ask import Value
from tonghop.writing.rounding import rounded, style_of

_DIGITS = Context(prec=28)


def decimal_of(value: Fraction) -> Decimal:
    """The value as a decimal: exact where its decimals end, else (of an average) to 28 digits."""
    said = exact(value)
    if said is None or "/" in said:
        return _DIGITS.divide(Decimal(value.numerator), Decimal(value.denominator))
    return Decimal(said)


def stated(values: Mapping[Cell, Value]) -> dict[Cell, Decimal | None]:
    """Values as a report tells them, None where there is none.

    What is counted is whole, also of a unit of which a share counts: parts are rounded together with their total.
    """
    whole = _whole({cell: value for cell, value in values.items() if value.value is not None})
    return {
        cell: Decimal(whole[cell]) if cell in whole else None if value.value is None else decimal_of(value.value)
        for cell, value in values.items()
    }


def with_families(cells: Collection[Cell]) -> set[Cell]:
    """The cells with those that are rounded together with them."""
    near: defaultdict[str, set[str]] = defaultdict(set)
    for identity in identities():
        for key in identity.keys:
            near[key].update(identity.keys)
    found, new = set(cells), set(cells)
    while new:
        new = {replace(cell, indicator=key) for cell in new for key in near[cell.indicator]} - found
        found |= new
    return found


def _whole(values: Mapping[Cell, Value]) -> dict[Cell, int]:
    """The whole numbers of what is counted and was apportioned between units."""
    exact_values = {cell: value.value for cell, value in values.items() if value.value is not None and _counted(cell)}
    shared = {cell for cell, value in values.items() if value.steps and cell in exact_values}
    settled: dict[Cell, int] = {}
    for identity in identities():
        for total in [cell for cell in exact_values if cell.indicator == identity.total]:
            _settle(identity, total, exact_values, settled)
    return {cell: settled.get(cell, rounded(exact_values[cell])) for cell in shared}


def _settle(identity: Identity, total: Cell, values: Mapping[Cell, Fraction], settled: dict[Cell, int]) -> None:
    """Settle the parts of a total that are not settled yet, and the total; not where they exceed it."""
    parts = [replace(total, indicator=key) for key in identity.parts]
    parts = [part for part in parts if part in values]
    rest = values[total] - sum(values[part] for part in parts)
    if not parts or rest < 0:
        return
    sum_ = settled.setdefault(total, rounded(values[total]))
    open_ = [part for part in parts if part not in settled]
    left = sum_ - sum(settled[part] for part in parts if part in settled)
    settled.update(zip(open_, apportioned(left, [*(values[part] for part in open_), rest]), strict=False))


def apportioned(total: int, parts: Sequence[Fraction]) -> list[int]:
    """Whole numbers near the parts that add up to the total, by the largest remainders, as far as these go."""
    whole = [floor(part) for part in parts]
    by_remainder = sorted(range(len(parts)), key=lambda place: parts[place] - whole[place], reverse=True)
    for place in by_remainder[: max(0, total - sum(whole))]:
        whole[place] += 1
    return whole


def _counted(cell: Cell) -> bool:
    indicator = indicators().get(cell.indicator)
    return indicator is not None and style_of(indicator.unit, Fraction(1)).counted
