"""The measures of a register in one query: the same answers as `registers.measures`, over any number of cases."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection

from tonghop.catalog.registers import Measure, Register, Take

_CASES = """
with standing as (
    select * from ledger_casestanding
    where register = %(register)s and unit_id = any(%(units)s) and until is null and since <= %(last)s
        and (closed is null or closed >= %(first)s)
    union all
    select * from ledger_casestanding
    where register = %(register)s and unit_id = any(%(units)s) and until > %(last)s and since <= %(last)s
        and (closed is null or closed >= %(first)s)
), counted as materialized (
    select standing.*, standing.closed is null as pending,
        case when opened < %(first)s then true
            when opened > received then exists (
                select from ledger_casestanding as before
                where before.case_id = standing.case_id and before.closed is null
                    and before.since < %(first)s and before.until >= %(first)s
            )
            else false
        end as opening
    from standing
)
select {part}, {measures} from counted where opening or opened >= %(first)s group by 1
"""
_TAKES = {
    Take.OPENING: "opening",
    Take.RECEIVED: "not opening",
    Take.RESOLVED: "not pending",
    Take.PENDING: "pending",
    Take.ON_TIME: "not pending and met <= due",
    Take.LATE: "not pending and met > due",
    Take.UNLIMITED: "not pending and (met is null or due is null)",
    Take.OVERDUE: "pending and coalesce(met, %(last)s) > due",
    Take.WITHIN: "pending and (due is null or coalesce(met, %(last)s) <= due)",
    Take.DUE: "due between %(first)s and %(last)s",
}


def measure(
    register: Register, units: Collection[int], first: date, last: date, breakdown: str = ""
) -> dict[str, dict[str, Decimal]]:
    """The measures of the cases of some units (ids) from `first` to `last`, both included, as they stood on `last`.

    By the values of the field `breakdown`, empty where it was not filled; without one, all under the empty value.
    """
    parameters: dict[str, Any] = {"register": register.key, "units": list(units), "first": first, "last": last}
    part = "''"
    if breakdown:
        part, parameters["breakdown"] = "coalesce(fields ->> %(breakdown)s, '')", breakdown
    measures = ", ".join(_sql(item, f"m{at}", parameters) for at, item in enumerate(register.measures.values()))
    with connection.cursor() as cursor:
        cursor.execute(_CASES.format(part=part, measures=measures), parameters)
        return {row[0]: dict(zip(register.measures, map(Decimal, row[1:]), strict=True)) for row in cursor.fetchall()}


def _sql(item: Measure, name: str, parameters: dict[str, Any]) -> str:
    """The column of a measure."""
    condition = _TAKES[item.take]
    if item.outcome:
        parameters[f"{name}_outcome"] = item.outcome
        condition = f"{condition} and outcome = %({name}_outcome)s"
    if not item.sum:
        return f"count(*) filter (where {condition})"
    parameters[f"{name}_sum"] = item.sum
    return f"coalesce(sum((fields ->> %({name}_sum)s)::numeric) filter (where {condition}), 0)"


def totals(register: Register, parts: Mapping[str, Mapping[str, Decimal]]) -> dict[str, Decimal]:
    """The sums over all parts."""
    return {key: sum((part[key] for part in parts.values()), Decimal(0)) for key in register.measures}
