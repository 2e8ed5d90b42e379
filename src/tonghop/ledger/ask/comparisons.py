"""What the figures of a unit are compared with: those of the units it was made of, each with its share."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from django.db import connection

from tonghop.catalog.indicators import Aggregation
from tonghop.core.fact import Cell
from tonghop.core.span import Span
from tonghop.ledger.ask.effective import NOTHING, Value
from tonghop.ledger.ask.values import share_out, values, whole
from tonghop.ledger.models import Indicator
from tonghop.ledger.units import Share, lineage

_LAST = """
select year, last from (
    select unit_id, year, last from ledger_fact
    where settled and known_to is null and value is not null and measure = 3 and first = 1 and last <= 12
    union all
    select unit_id, year, last from ledger_total where parts > 0 and measure = 3 and first = 1 and last <= 12
) as held
where unit_id = any(array(select id from ledger_unit where code = any(%(codes)s)))
    and ledger_period_end(year, last) < %(day)s
order by year desc, last desc limit 1
"""


@dataclass(frozen=True, slots=True)
class Piece:
    """What a unit of before gives to a comparison: its value, of which `share` is taken."""

    unit: str
    share: Fraction
    value: Value


@dataclass(frozen=True, slots=True)
class Comparison:
    """What an indicator of a unit is compared with, and the pieces that make it up.

    There is no value where a piece has none, or where those of several units do not add up.
    """

    indicator: Indicator
    pieces: tuple[Piece, ...]
    value: Value


def last_before(codes: Collection[str], day: date) -> Span | None:
    """The last span from January that ended before a day and of which one of the units has an actual figure."""
    with connection.cursor() as cursor:
        cursor.execute(_LAST, {"codes": list(codes), "day": day})
        row = cursor.fetchone()
    return Span(row[0], 1, row[1]) if row else None


def comparisons(unit: str, span: Span, on: date) -> tuple[Comparison, ...]:
    """What the unit as it is on a day is compared with in an earlier span, by group and name of the indicator.

    Empty where it is not known what the unit was then made of. A bounded number of queries. Raises UnknownUnit.
    """
    found = lineage(unit, span.ends)
    found = replace(found, steps=tuple(step for step in found.steps if step.date <= on))
    items = list(Indicator.objects.order_by("group", "name"))
    shares = {item.key: found.shares(item.key) or () for item in items}
    known = values([Cell(key, share.unit, span) for key, each in shares.items() for share in each])
    made = [_made(item, shares[item.key], [known[Cell(item.key, each.unit, span)] for each in shares[item.key]])
            for item in items]  # fmt: skip
    return tuple(each for each in made if any(piece.value.value is not None for piece in each.pieces))


def _made(indicator: Indicator, shares: Sequence[Share], parts: Sequence[Value]) -> Comparison:
    pieces = tuple(Piece(share.unit, share.share, part) for share, part in zip(shares, parts, strict=True))
    adds_up = indicator.over_units == Aggregation.SUM or whole(shares)
    return Comparison(indicator, pieces, share_out(parts, shares) if shares and adds_up else NOTHING)
