"""When a legal time limit ends: working or calendar days, suspensions, extensions, the version in force.

Bộ luật Dân sự 2015: the day of the event does not count (Điều 147); a limit that would end on a day of rest ends with
the next working day (Điều 148 khoản 5).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tonghop.registers.workdays import next_working_day, working_days

_DAY = timedelta(days=1)


class Unit(StrEnum):
    """In which days a limit counts."""

    WORKING = "working"
    CALENDAR = "calendar"


@dataclass(frozen=True, slots=True)
class Version:
    """A limit as one law states it, in force from `since` on. `basis` is its article.

    `extension` are the days by which it can be extended once. Where it `moves`, it also holds for cases that came
    before it was in force and whose limit had not ended by then; otherwise a case keeps the version of its day.
    """

    days: int
    unit: Unit
    since: date
    basis: str
    extension: int = 0
    moves: bool = False


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stands still from `first` on, until the day before `resumed`; for as long as that is None."""

    first: date
    resumed: date | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """When a limit ends: first without any extension, and now; None while the clock stands still or no day is set.

    `basis` is the article that sets it, empty where whoever gave the work did.
    """

    basis: str
    first: date | None
    last: date | None
    extended: bool = False

    def overdue(self, day: date) -> bool:
        """Whether the limit, as it stands now, has passed on a day."""
        return self.last is not None and day > self.last


def in_force(versions: Iterable[Version], began: date) -> Version | None:
    """The version that governs a limit which began on a day, None where no law did."""
    ordered = sorted(versions, key=lambda version: version.since)
    held = [version for version in ordered if version.since <= began]
    governing = held[-1] if held else None
    for later in ordered[len(held) :]:
        if later.moves and governing is not None and ends(began, governing.days, governing.unit) >= later.since:
            governing = later
    return governing


def due(began: date, versions: Iterable[Version], pauses: Sequence[Pause] = (), extended: bool = False) -> Due | None:
    """When the limit ends that began with what happened on `began`; None where no version governs it."""
    version = in_force(versions, began)
    if version is None:
        return None
    more = version.extension if extended else 0
    if any(pause.resumed is None for pause in pauses):
        return Due(version.basis, None, None, extended)
    first = ends(began, version.days, version.unit, pauses)
    return Due(version.basis, first, ends(began, version.days + more, version.unit, pauses), extended)


def ends(began: date, days: int, unit: Unit, pauses: Sequence[Pause] = ()) -> date:
    """The last day of a limit of so many days that began on a day, the days of ended pauses not counted."""
    if unit is Unit.WORKING:
        counted = (day for day in working_days(began + _DAY) if not _paused(day, pauses))
        return next(day for at, day in enumerate(counted, 1) if at == days)
    day, left = began, days
    while left:
        day += _DAY
        left -= not _paused(day, pauses)
    return next_working_day(day)


def _paused(day: date, pauses: Sequence[Pause]) -> bool:
    return any(pause.first <= day and (pause.resumed is None or day < pause.resumed) for pause in pauses)
