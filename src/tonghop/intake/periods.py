"""The span of months that a figure belongs to, by the calendars on which months close."""

from calendar import monthrange
from collections.abc import Collection
from datetime import date, timedelta

from tonghop.catalog.indicators import TimeType
from tonghop.core.span import Span


class Unclear(ValueError):
    """A period that is no span of whole months."""


class NotClosed(ValueError):
    """A day on which no month closes."""


def day_of(text: str | None) -> date | None:
    """The day of an ISO date, None where there is none or its year is unsaid."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def span_of(period: str | None, as_of: date | None, time: TimeType, closing_days: Collection[int]) -> Span:
    """The months that a period means; of a stock those from January to the month it is counted at.

    The year to a date is that of the month which closes on the date or the day before; what is known once a year has
    no other months. Raises Unclear, NotClosed.
    """
    if as_of and (period is None or period.endswith("-YTD")):
        if time is TimeType.STOCK:
            return Span(as_of.year, 1, as_of.month)
        if period is None:
            raise Unclear
        return _closed_on(as_of, closing_days)
    try:
        span = Span.of(period or "")
    except ValueError as error:
        raise Unclear from error
    if time is TimeType.YEARLY and span.months < 12 and span.last <= 12:
        raise Unclear
    return Span(span.year, 1, span.last) if time is TimeType.STOCK and span.last <= 12 else span


def has_closed(span: Span, day: date, closing_days: Collection[int]) -> bool:
    """Whether the last month of a span has closed by a day, in the calendar that closes it first."""
    ends = span.ends
    return day >= ends.replace(day=min((number or ends.day for number in closing_days), default=ends.day))


def year_of_plan(period: str | None, *, whole: bool) -> Span:
    """The year or term of years that a plan is for; `whole` where a part of a year must not stand for the year.

    Raises Unclear.
    """
    try:
        return _years(period or "")
    except ValueError as error:
        year = (period or "")[:4]
        if whole or not year.isdigit():
            raise Unclear from error
        return Span(int(year), 1, 12)


def _years(period: str) -> Span:
    span = Span.of(period)
    if span.first != 1 or span.last % 12:
        raise ValueError(f"no whole years: {period}")
    return span


def _closed_on(day: date, closing_days: Collection[int]) -> Span:
    for closed in (day, day - timedelta(days=1)):
        last = monthrange(closed.year, closed.month)[1]
        if closed.day in {number or last for number in closing_days}:
            return Span(closed.year, 1, closed.month)
    raise NotClosed
