"""What is known of an indicator when a report is written: all that a sentence of it can say."""

from dataclasses import dataclass, replace
from enum import StrEnum

from tonghop.catalog.indicators import Indicator
from tonghop.core.fact import Cell, Fact


class Silence(StrEnum):
    """Why there is no value of the same period last year."""

    UNKNOWN = "unknown"  # nobody entered one: nothing is said of it
    REORGANISED = "reorganised"  # the unit was merged or split: that is said


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an indicator's value: another indicator, a breakdown, or a unit below. `name` is how it is called."""

    name: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class Known:
    """One indicator at one unit for the span of a report.

    `fact` is what was done in the span or, where it is an estimate, what will have been done when it ends; then
    `to_date` may be what was done until a day within it. `plans` are of the year, one for each authority that assigned
    one. `before` is the same span a year earlier, `silence` why there is none, `plans_before` are the plans of that
    year. `year_end` is what there was of a stock when the last year ended. `parts` are told in their order; where
    `complete` they make up the value. `of` is the whole of which the value is a part (done of how many).
    `companions` are told in one breath with it: what was done for how many, for how much. `month` is what was done in
    the last month alone: that fact, or else what was done to its end and to its beginning.
    """

    indicator: Indicator
    fact: Fact
    plans: tuple[Fact, ...] = ()
    before: Fact | None = None
    silence: Silence = Silence.UNKNOWN
    to_date: Fact | None = None
    parts: tuple[Part, ...] = ()
    complete: bool = False
    of: Fact | None = None
    companions: tuple["Known", ...] = ()
    plans_before: tuple[Fact, ...] = ()
    year_end: Fact | None = None
    month: tuple[Fact, ...] = ()

    def against(self, *plans: Fact) -> "Known":
        """The same against these plans only, and those that are equal to one of them."""
        told = {(plan.value, bool(plan.cell.version)) for plan in plans}
        return replace(self, plans=tuple(each for each in self.plans if (each.value, bool(each.cell.version)) in told))

    def bare(self) -> "Known":
        """The same without its parts, and held against the year before by its value only."""
        year_end = None if self.before else self.year_end
        return replace(self, parts=(), complete=False, plans_before=(), year_end=year_end, month=())

    @property
    def cell(self) -> Cell:
        """The cell of its value."""
        return self.fact.cell
