"""Reporting calendars: from when until when the figures of a span are counted."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tonghop.core.span import Span
from tonghop.ledger.models import Calendar
from tonghop.ledger.rounds.errors import UnknownCalendar


@dataclass(frozen=True, slots=True)
class Rule:
    """From `start` on until the day before `end`, months close on `closing_day` (0: the last day of the month).

    Where it `overlaps`, the next month is counted from the closing day itself. A `province` limits it to that one.
    """

    closing_day: int
    overlaps: bool = False
    province: str = ""
    start: date | None = None
    end: date | None = None

    def holds(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def closes(self, year: int, month: int) -> date:
        """The closing day of a month."""
        return date(year, month, self.closing_day or monthrange(year, month)[1])


@dataclass(frozen=True, slots=True)
class Window:
    """The first and the last day that are counted."""

    first: date
    last: date


def window(key: str, span: Span, province: str = "") -> Window:
    """The window of a span in a calendar, for a province; raises UnknownCalendar where no rule holds."""
    rows = Calendar.objects.filter(key=key).values_list("closing_day", "overlaps", "province__code", "start", "end")
    rules = [Rule(day, overlaps, place or "", start, end) for day, overlaps, place, start, end in rows]
    return window_by(rules, span, province, key)


def window_by(rules: Sequence[Rule], span: Span, province: str = "", key: str = "") -> Window:
    """The window of a span by rules: each month closes by the rule in force on its first day.

    So that no day is lost where a rule follows another, a span begins where the month before it closed.
    """
    before = span.starts - timedelta(days=1)
    last = _in_force(rules, span.ends.replace(day=1), province)
    if last is None:
        raise UnknownCalendar(key, span.ends.year, span.ends.month)
    first = _in_force(rules, before.replace(day=1), province) or last
    closed = first.closes(before.year, before.month)
    begins = closed if last.overlaps else closed + timedelta(days=1)
    return Window(begins, last.closes(span.ends.year, span.ends.month))


def _in_force(rules: Iterable[Rule], day: date, province: str) -> Rule | None:
    """The rule of a day, that of the province before the general one."""
    held = [rule for rule in rules if rule.holds(day) and rule.province in ("", province)]
    return max(held, key=lambda rule: (rule.province != "", rule.start or date.min), default=None)
