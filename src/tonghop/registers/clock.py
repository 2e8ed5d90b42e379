"""When a legal time limit ends: working or calendar days, suspensions, extensions, the version in force.

Bộ luật Dân sự 2015: the day of the event does not count (Điều 147); a limit that would end on a day of rest ends with
the next working day (khoản 5 Điều 148). Months end on the day of the same number, or with the last of them
where it has no such day (khoản 3 Điều 148).
"""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tonghop.registers.workdays import count_working_days, next_working_day, working_days

_DAY = timedelta(days=1)


class Unit(StrEnum):
    """In which days a limit counts."""

    WORKING = "working"
    CALENDAR = "calendar"


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stands still from `first` on, until the day before `resumed`; for as long as that is None."""

    first: date
    resumed: date | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """A limit of months and days as one law states it, in force from `since` on. `basis` is its article.

    `extension` are the days by which it can be extended, so many `times`. No limit that began after `until` is under
    it. A case keeps the version that was in force when it was received; only one that `moves` takes over the cases that
    came before it, where their limit had not ended by then.
    """

    days: int
    unit: Unit
    since: date
    basis: str
    extension: int = 0
    moves: bool = False
    months: int = 0
    until: date | None = None
    times: int = 1

    def ends(self, began: date, pauses: Sequence[Pause] = (), more: int = 0) -> date:
        """The last day of it where it began on a day, longer by so many days."""
        return ends(began, self.days + more, self.unit, pauses, self.months)


@dataclass(frozen=True, slots=True)
class Due:
    """When a limit ends: first without any extension, and now; None while the clock stands still or no day is set.

    `basis` is the article that sets it, empty where whoever gave the work did. `left` says how often that article lets
    it be extended further.
    """

    basis: str
    first: date | None
    last: date | None
    extended: bool = False
    left: int = 0

    def overdue(self, day: date) -> bool:
        """Whether the limit, as it stands now, has passed on a day."""
        return self.last is not None and day > self.last


def in_force(versions: Iterable[Version], began: date, received: date | None = None) -> Version | None:
    """The version that governs a limit which began on a day, of a case received then or before; None where no law did.

    Where none was in force on the day of reception, the first that was when the limit began; one that moves takes over
    what no law governed by its own length.
    """
    known = received or began
    able = [version for version in versions if version.until is None or began <= version.until]
    ordered = sorted(able, key=lambda version: version.since)
    held = [version for version in ordered if version.since <= known]
    governing = held[-1] if held else next((version for version in ordered if version.since <= began), None)
    for later in ordered:
        if later.moves and known < later.since <= max(began, (governing or later).ends(began)):
            governing = later
    return governing


def due(
    began: date,
    versions: Iterable[Version],
    pauses: Sequence[Pause] = (),
    extended: int = 0,
    received: date | None = None,
) -> Due | None:
    """When the limit ends that began with what happened on `began`; None where no version governs it.

    `extended` says how often it was, `received` is the day of reception, where that was another. No law ends a limit
    before it is in force.
    """
    version = in_force(versions, began, received)
    if version is None:
        return None
    more = version.extension * min(extended, version.times)
    left = max(version.times - extended, 0) if version.extension else 0
    if any(pause.resumed is None for pause in pauses):
        return Due(version.basis, None, None, more > 0, left)
    earliest = next_working_day(version.since) if began < version.since else began
    first, last = (max(version.ends(began, pauses, days), earliest) for days in (0, more))
    return Due(version.basis, first, last, more > 0, left)


def ends(began: date, days: int, unit: Unit, pauses: Sequence[Pause] = (), months: int = 0) -> date:
    """The last day of a limit of months and days that began on a day, the days of ended pauses not counted."""
    if months:
        days, unit = days + (_months_after(began, months) - began).days, Unit.CALENDAR
    if unit is Unit.WORKING:
        counted = (day for day in working_days(began + _DAY) if not _paused(day, pauses))
        return next(day for at, day in enumerate(counted, 1) if at == days)
    day, left = began, days
    while left:
        day += _DAY
        left -= not _paused(day, pauses)
    return next_working_day(day)


def moved(day: date, pauses: Sequence[Pause]) -> date | None:
    """A day that was set, later by the working days on which the clock stood still before it; None while it does."""
    for pause in pauses:
        if pause.resumed is None:
            return None
        lost = count_working_days(pause.first, pause.resumed - _DAY) if pause.first <= day else 0
        day = ends(day, lost, Unit.WORKING) if lost else day
    return day


def _months_after(day: date, months: int) -> date:
    """The day of the same number so many months later, or the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _paused(day: date, pauses: Sequence[Pause]) -> bool:
    return any(pause.first <= day and (pause.resumed is None or day < pause.resumed) for pause in pauses)
