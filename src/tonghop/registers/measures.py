"""What is counted of the cases of a register over a span of days, as it stood when the span ended."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from tonghop.catalog.registers import Measure, Rate, Register, Take
from tonghop.registers.history import History, Standing

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Counted:
    """What one case counts as in a span, and how it stood when the span ended."""

    case: History
    takes: frozenset[Take]
    standing: Standing
    outcome: str


def counted(cases: Iterable[History], first: date, last: date) -> tuple[Counted, ...]:
    """The cases that were open at some time from `first` to `last`, both included, with what each counts as."""
    found = []
    for case in cases:
        standing = case.at(last)
        if standing is not None and (takes := _takes(case, first, last)):
            found.append(Counted(case, takes, standing, case.register.states[standing.state].outcome))
    return tuple(found)


def _takes(case: History, first: date, last: date) -> frozenset[Take]:
    was_open, is_open = case.is_open(first - _DAY), case.is_open(last)
    if was_open:
        takes = {Take.OPENING}
    elif is_open or _came(case, first, last):
        takes = {Take.RECEIVED}
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
    return any(first <= on <= last and not states[state].outcome for on, state in case.states())


def measured(register: Register, cases: Iterable[Counted]) -> dict[str, Decimal]:
    """The value of each measure of a register over some of its cases of a span."""
    held = tuple(cases)
    return {key: _value(measure, held) for key, measure in register.measures.items()}


def _value(measure: Measure, cases: Iterable[Counted]) -> Decimal:
    taken = [item for item in cases if is_taken(measure, item)]
    if not measure.sum:
        return Decimal(len(taken))
    return sum((Decimal(str(item.standing.fields.get(measure.sum) or 0)) for item in taken), Decimal(0))


def is_taken(measure: Measure, case: Counted) -> bool:
    """Whether a case of a span counts in a measure."""
    return measure.take in case.takes and (not measure.outcome or measure.outcome == case.outcome)


def broken_down(register: Register, cases: Iterable[Counted], field: str) -> dict[str, dict[str, Decimal]]:
    """The measures for each value of a field, as it was when the span ended; empty where it was not filled."""
    parts: dict[str, list[Counted]] = {}
    for item in cases:
        parts.setdefault(str(item.standing.fields.get(field) or ""), []).append(item)
    return {value: measured(register, part) for value, part in parts.items()}


def rate(rate_of: Rate, values: Mapping[str, Decimal]) -> Fraction | None:
    """A rate in percent, exactly; None where there is nothing to divide by."""
    part, whole = (sum(Fraction(values[key]) for key in keys) for keys in (rate_of.part, rate_of.whole))
    return 100 * part / whole if whole else None
