"""What a board tells of its figures besides their values: up to which day they count, and who answers for them."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal

from django.db import connection

from tonghop.core.fact import Measure
from tonghop.core.span import Span
from tonghop.ledger import units
from tonghop.ledger.cells import MEASURES, STORED
from tonghop.ledger.models import Duty, FormLine, Indicator

_DAYS = """
    select indicator.key, min(fact.as_of), max(fact.as_of)
    from ledger_fact as fact
    join ledger_indicator as indicator on indicator.id = fact.indicator_id
    join ledger_unit as unit on unit.id = fact.unit_id
    where unit.code = any(%(units)s) and year = %(year)s and first = 1 and last = %(last)s
        and measure = any(%(measures)s) and settled and known_to is null and breakdown = '' and as_of is not null
    group by indicator.key
"""
_BOUNDS = """
    select indicator.key, measure, low, high
    from ledger_fact as fact
    join ledger_indicator as indicator on indicator.id = fact.indicator_id
    where fact.unit_id = (select id from ledger_unit where code = %(unit)s) and year = %(year)s and first = 1
        and last = %(last)s and settled and known_to is null and breakdown = '' and authority = ''
        and (low is null) <> (high is null)
"""


def days(
    unit: str, span: Span, measures: Collection[Measure] = (Measure.ESTIMATE, Measure.ACTUAL)
) -> dict[str, tuple[date, date]]:
    """Up to which day, from the earliest to the latest, the figures of a unit and of those directly below it count.

    By indicator, those of some measures; those of which no day was stated are left out. A bounded number of queries.
    """
    codes = [unit, *units.children(unit, span.ends)]
    with connection.cursor() as cursor:
        kinds = [STORED[measure] for measure in measures]
        cursor.execute(_DAYS, {"units": codes, "year": span.year, "last": span.last, "measures": kinds})
        return {key: (first, last) for key, first, last in cursor}


def bounds(unit: str, span: Span) -> dict[tuple[str, Measure], tuple[Decimal | None, Decimal | None]]:
    """The bounds of a unit's own figures that are known to one side only (trên 37 tỷ đồng), by indicator and measure.

    One query.
    """
    with connection.cursor() as cursor:
        cursor.execute(_BOUNDS, {"unit": unit, "year": span.year, "last": span.last})
        return {(key, MEASURES[measure]): (low, high) for key, measure, low, high in cursor}


def owners(unit: str, span: Span) -> Mapping[str, tuple[str, ...]]:
    """Which units answer for the indicators of a unit: their owner, else who owes a form in the year that asks them.

    By indicator, by their codes; the units directly below go before the unit itself. A bounded number of queries.
    """
    below = units.children(unit, span.ends)
    owed: dict[int, list[str]] = {}
    duties = Duty.objects.filter(unit__code__in=[unit, *below], round__year=span.year)
    for form, code in duties.order_by("unit__code").values_list("form", "unit__code").distinct():
        owed.setdefault(form, []).append(code)
    found: dict[str, list[str]] = {}
    for form, key in FormLine.objects.filter(form__in=owed).values_list("form", "indicator__key"):
        found.setdefault(key, []).extend(owed[form])
    asked = {
        key: tuple(dict.fromkeys(each for each in codes if each != unit)) or (unit,) for key, codes in found.items()
    }
    own = Indicator.objects.exclude(owner=None).values_list("key", "owner__code")
    return asked | {key: (code,) for key, code in own}
