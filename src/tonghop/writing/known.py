"""What is known of an indicator when a report is written: all that a sentence of it can say."""

from dataclasses import dataclass
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
    one. `before` is the same span a year earlier, `silence` why there is none. `parts` are told in their order;
    where `complete` they make up the value. `of` is the whole of which the value is a part (done of how many).
    `companions` are told in one breath with it: what was done for how many, for how much.
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

    @property
    def cell(self) -> Cell:
        """The cell of its value."""
        return self.fact.cell
