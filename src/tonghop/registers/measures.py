"""What is counted of the cases of a register over a span of days, as it stood when the span ended."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from tonghop.catalog.registers import Measure, Rate, Register, Take
from tonghop.registers.history import History, Standing, meets

_DAY = timedelta(days=1)

Number = Decimal | Fraction | None
"""A count or a sum; a mean or a median, exactly, None of no cases."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What one case counts as in a span, how it stood when the span ended, and how many days it had taken by then.

    `years` are those of the span. `before` and `reached` are the states that it had come into before the span, and
    those by its end.
    """

    case: History
    takes: frozenset[Take]
    before: frozenset[str]
    reached: frozenset[str]
    standing: Standing
    outcome: str
    days: int
    years: range


def counted(cases: Iterable[History], first: date, last: date) -> tuple[Counted, ...]:
    """The cases that were open at some time from `first` to `last`, both included, with what each counts as."""
    found = []
    for case in cases:
        standing = case.at(last)
        if standing is not None and (takes := _takes(case, first, last)):
            outcome = case.register.states[standing.state].outcome
            before, reached = _reached(case, first - _DAY), _reached(case, last)
            years = range(first.year, last.year + 1)
            found.append(Counted(case, takes, before, reached, standing, outcome, _days(case, last), years))
    return tuple(found)


def _reached(case: History, day: date) -> frozenset[str]:
    return frozenset(state for on, state in case.states() if on <= day)


def _days(case: History, last: date) -> int:
    """From when it was opened until it was closed, as known on `last`, or until then."""
    opened, closed = case.until(last).spell()
    return ((closed or last) - opened).days


def _takes(case: History, first: date, last: date) -> frozenset[Take]:
    was_open, is_open = case.is_open(first - _DAY), case.is_open(last)
    if was_open:
        takes = {Take.ANY, Take.OPENING}
    elif is_open or _came(case, first, last):
        takes = {Take.ANY, Take.RECEIVED}
    else:
        return frozenset()
    takes.add(Take.PENDING if is_open else Take.RESOLVED)
    running = case.main_limit(last)
    end = running.due.last if running else None
    late = running is not None and running.late(last)
    if is_open:
        takes.add(Take.OVERDUE if late else Take.WITHIN)
    elif running and running.met and end:
        takes.add(Take.LATE if late else Take.ON_TIME)
    else:
        takes.add(Take.UNLIMITED)
    if end and first <= end <= last:
        takes.add(Take.DUE)
    return frozenset(takes)


def _came(case: History, first: date, last: date) -> bool:
    """Whether it was received, or opened again, within the span."""
    states = case.register.states
    came = (on for at, (on, state) in enumerate(case.states()) if not at or not states[state].outcome)
    return any(first <= on <= last for on in came)


def measured(register: Register, cases: Iterable[Counted]) -> dict[str, Number]:
    """The value of each measure of a register over some of its cases of a span."""
    held = tuple(cases)
    return {key: _value(measure, held) for key, measure in register.measures.items()}


def _value(measure: Measure, cases: Iterable[Counted]) -> Number:
    taken = [item for item in cases if is_taken(measure, item)]
    if measure.days:
        days = sorted(item.days for item in taken)
        return (_mean(days) if measure.days == "mean" else _median(days)) if days else None
    if measure.distinct:
        return Decimal(len({str(value) for item in taken if (value := item.standing.fields.get(measure.distinct))}))
    if measure.sum:
        return sum((Decimal(str(item.standing.fields.get(measure.sum) or 0)) for item in taken), Decimal(0))
    return Decimal(len(taken))


def _mean(days: Sequence[int]) -> Fraction:
    return Fraction(sum(days), len(days))


def _median(days: Sequence[int]) -> Fraction:
    """The day in the middle, or half way between the two there; `days` in ascending order."""
    return Fraction(days[(len(days) - 1) // 2] + days[len(days) // 2], 2)


def is_taken(measure: Measure, case: Counted) -> bool:
    """Whether a case of a span counts in a measure."""
    if measure.take is Take.REACHED:
        states = set(measure.reached)
        taken = bool(states & case.reached) and not states & case.before
    else:
        taken = measure.take in case.takes
    of_outcome = not measure.outcome or measure.outcome == case.outcome
    of_year = not measure.year or case.standing.fields.get(measure.year) in case.years
    return taken and of_outcome and of_year and meets(case.standing.fields, measure.when)


def broken_down(register: Register, cases: Iterable[Counted], field: str) -> dict[str, dict[str, Number]]:
    """The measures for each value of a field, as it was when the span ended; empty where it was not filled."""
    parts: dict[str, list[Counted]] = {}
    for item in cases:
        parts.setdefault(str(item.standing.fields.get(field) or ""), []).append(item)
    return {value: measured(register, part) for value, part in parts.items()}


def rate(rate_of: Rate, values: Mapping[str, Number]) -> Fraction | None:
    """A rate in percent, exactly; None where there is nothing to divide by."""
    part, whole = (sum(Fraction(values[key] or 0) for key in keys) for keys in (rate_of.part, rate_of.whole))
    return 100 * part / whole if whole else None
