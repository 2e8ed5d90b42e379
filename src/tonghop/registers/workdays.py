"""Working days of the offices of the state: Monday to Friday but for holidays, with the days that are worked instead.

Bộ luật Lao động 2019, Điều 111 and 112: a holiday on a weekly day of rest is made up for on the next working day. The
days by which the Government swaps days of rest are those of the library `holidays`, corrected by `days_off.tsv`.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

import holidays

from tonghop.catalog.days_off import days_off

_COUNTRY = "VN"
_LANGUAGE = "vi"
_FRIDAY = 4
_DAY = timedelta(days=1)


@cache
def _holidays(year: int) -> tuple[dict[date, str], frozenset[date]]:
    """The holidays of a year by day, and the days at a weekend that are worked."""
    found = holidays.country_holidays(_COUNTRY, years=year, language=_LANGUAGE)
    free = dict(found.items())
    worked = {day for day in found.weekend_workdays if day.year == year}
    for item in days_off():
        if item.day.year == year and item.worked:
            worked.add(item.day)
        elif item.day.year == year:
            free[item.day] = item.name
    return free, frozenset(worked)


def holiday(day: date) -> str | None:
    """The name of the holiday or of the swapped day of rest that a day is, None where it is neither."""
    return _holidays(day.year)[0].get(day)


def is_worked(day: date) -> bool:
    """Whether offices of the state work on a day."""
    free, worked = _holidays(day.year)
    return day in worked or (day.weekday() <= _FRIDAY and day not in free)


def working_days(first: date) -> Iterator[date]:
    """The working days from `first` on, itself included where it is one."""
    day = first
    while True:
        if is_worked(day):
            yield day
        day += _DAY


def next_working_day(day: date) -> date:
    """The day itself where it is worked, or else the first one after it that is."""
    return next(working_days(day))


def count_working_days(first: date, last: date) -> int:
    """How many working days there are from `first` to `last`, both included."""
    return sum(is_worked(first + at * _DAY) for at in range((last - first).days + 1))
