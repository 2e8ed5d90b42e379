"""The measures of a register in one query: the same answers as `registers.measures`, over any number of cases."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import connection

from tonghop.catalog.registers import Measure, Register, Take
from tonghop.registers.measures import Number

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
select {part}, {columns} from counted {joined} where opening or opened >= %(first)s group by 1
"""
_PLACES = "join unnest(%(places)s::bigint[], %(units)s::bigint[]) as place (id, unit_id) using (unit_id)"
_VERSIONS = "join (select id as case_id, version from ledger_case) as kept using (case_id)"
_CAME = """
left join (
    select case_id, {columns} from ledger_casestanding
    where register = %(register)s and unit_id = any(%(units)s) and since <= %(last)s group by case_id
) as came using (case_id)
"""
_DAYS = "coalesce(closed, %(last)s) - opened"
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
    Take.ANY: "true",
}

Measures = dict[str, Number]


@dataclass(frozen=True, slots=True)
class Listed:
    """A measure with the cases that count in it, by their ids, and how many steps each of them had taken."""

    value: Number
    cases: tuple[int, ...]
    versions: tuple[int, ...]


def measure(
    register: Register, units: Collection[int], first: date, last: date, breakdown: str = ""
) -> dict[str, Measures]:
    """The measures of the cases of some units (ids) from `first` to `last`, both included, as they stood on `last`.

    By the values of the field `breakdown`, empty where it was not filled; without one, all under the empty value.
    """
    asked: dict[str, Any] = {"units": list(units)}
    part = "''"
    if breakdown:
        part, asked["breakdown"] = "coalesce(fields ->> %(breakdown)s, '')", breakdown
    items = register.measures
    rows = _asked(register, items, (first, last), asked, part, "", _column)
    return {row[0]: _measures(items, row[1:]) for row in rows}


def measure_all(register: Register, units: Collection[int], first: date, last: date) -> Measures:
    """The measures of all cases of some units together; where there is none, nothing was counted."""
    return measure(register, units, first, last).get("") or nothing(register)


def measure_places(
    register: Register, places: Mapping[int, Collection[int]], first: date, last: date
) -> dict[int, Measures]:
    """The measures of several places in one query, each with the units (ids) whose cases are its own."""
    items = register.measures
    rows = _asked(register, items, (first, last), _members(places), "place.id", _PLACES, _column)
    found = {row[0]: _measures(items, row[1:]) for row in rows}
    return {place: found.get(place) or nothing(register) for place in places}


def list_places(
    register: Register, keys: Iterable[str], places: Mapping[int, Collection[int]], first: date, last: date
) -> dict[int, dict[str, Listed]]:
    """Some measures of several places, each with its cases, in one query."""
    items = {key: register.measures[key] for key in keys}
    asked, joined = _members(places), f"{_PLACES} {_VERSIONS}"
    rows = _asked(register, items, (first, last), asked, "place.id", joined, _list_columns)
    found = {row[0]: dict(zip(items, zip(row[1::3], row[2::3], row[3::3], strict=True), strict=True)) for row in rows}
    none = nothing(register)
    return {
        place: {
            key: Listed(_number(items[key], value), tuple(held or ()), tuple(versions or ()))
            for key, (value, held, versions) in (
                found.get(place) or {key: (none[key], (), ()) for key in items}
            ).items()
        }
        for place in places
    }


def nothing(register: Register) -> Measures:
    """The measures of no cases."""
    return {key: None if item.days else Decimal(0) for key, item in register.measures.items()}


def _members(places: Mapping[int, Collection[int]]) -> dict[str, Any]:
    """Each place beside each of its units, as two lists."""
    pairs = [(place, unit) for place, units in places.items() for unit in units]
    return {"places": [place for place, _ in pairs], "units": [unit for _, unit in pairs]}


def _asked(
    register: Register,
    items: Mapping[str, Measure],
    span: tuple[date, date],
    asked: Mapping[str, Any],
    part: str,
    joined: str,
    column: Callable[[Measure, str, dict[str, Any]], str],
) -> list[tuple[Any, ...]]:
    """The rows of parts, each followed by the columns of the measures."""
    parameters = {"register": register.key, "first": span[0], "last": span[1], **asked}
    named = {f"m{at}": item for at, item in enumerate(items.values())}
    columns = ", ".join(column(item, name, parameters) for name, item in named.items())
    joined = f"{joined} {_came(named, parameters)}"
    with connection.cursor() as cursor:
        cursor.execute(_CASES.format(part=part, columns=columns, joined=joined), parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def _measures(items: Mapping[str, Measure], values: Iterable[Any]) -> Measures:
    return {key: _number(item, value) for (key, item), value in zip(items.items(), values, strict=True)}


def _number(item: Measure, value: Any) -> Number:
    if not item.days:
        return Decimal(value)
    return None if value is None else Fraction(value)


def _column(item: Measure, name: str, parameters: dict[str, Any]) -> str:
    """The column of a measure; days are told as a fraction, for they are exact."""
    condition = _condition(item, name, parameters)
    if item.days == "mean":
        return f"sum({_DAYS}) filter (where {condition}) || '/' || count(*) filter (where {condition})"
    if item.days == "median":
        middle = f"percentile_disc(0.5) within group (order by {_DAYS}{{}}) filter (where {condition})"
        return f"({middle.format('')} + {middle.format(' desc')}) || '/2'"
    if item.distinct:
        value = f"nullif(fields ->> %({_field(item.distinct, name, parameters)})s, '')"
        return f"count(distinct {value}) filter (where {condition})"
    if item.sum:
        value = f"(fields ->> %({_field(item.sum, name, parameters)})s)::numeric"
        return f"coalesce(sum({value}) filter (where {condition}), 0)"
    return f"count(*) filter (where {condition})"


def _list_columns(item: Measure, name: str, parameters: dict[str, Any]) -> str:
    """The column of a measure, and those of its cases and their versions."""
    condition = _condition(item, name, parameters)
    lists = (f"array_agg({each} order by case_id) filter (where {condition})" for each in ("case_id", "version"))
    return ", ".join((_column(item, name, parameters), *lists))


def _condition(item: Measure, name: str, parameters: dict[str, Any]) -> str:
    """Which cases count in a measure."""
    conditions = [f"came.{name} >= %(first)s" if item.reached else _TAKES[item.take]]
    if item.outcome:
        parameters[f"{name}_outcome"] = item.outcome
        conditions.append(f"outcome = %({name}_outcome)s")
    if item.year:
        years = "extract(year from %(first)s::date) and extract(year from %(last)s::date)"
        conditions.append(f"(fields ->> %({_field(item.year, f'{name}_year', parameters)})s)::numeric between {years}")
    for at, (field, values) in enumerate(item.when.items()):
        parameters[f"{name}_when{at}"], parameters[f"{name}_is{at}"] = field, list(values)
        conditions.append(f"fields ->> %({name}_when{at})s = any(%({name}_is{at})s)")
    return " and ".join(conditions)


def _came(items: Mapping[str, Measure], parameters: dict[str, Any]) -> str:
    """The first days on which cases came into the states of measures, where any asks for them."""
    states = {name: list(item.reached) for name, item in items.items() if item.reached}
    parameters.update({f"{name}_states": held for name, held in states.items()})
    days = (f"min(since) filter (where state = any(%({name}_states)s)) as {name}" for name in states)
    return _CAME.format(columns=", ".join(days)) if states else ""


def _field(field: str, name: str, parameters: dict[str, Any]) -> str:
    parameters[f"{name}_field"] = field
    return f"{name}_field"
