"""The types of what is sent and answered: text without control characters, exact numbers as their digits."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated, Any

from ninja import Schema
from pydantic import AfterValidator, AwareDatetime, ConfigDict, Field, PlainSerializer, StringConstraints
from pydantic_core import PydanticCustomError

from tonghop.core.span import Span

_PRINTABLE = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"

Text = Annotated[str, StringConstraints(max_length=2000, pattern=_PRINTABLE)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=_PRINTABLE)]
Code = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=_PRINTABLE)]
Number = Annotated[int, Field(ge=1, le=2**63 - 1)]
Digits = Annotated[str, StringConstraints(pattern=r"^-?[0-9]{1,40}(\.[0-9]{1,20})?$")]
"""An exact number as its digits, with a point before the decimals."""


def _span(code: str) -> str:
    try:
        Span.of(code)
    except ValueError:
        message = "Kỳ không hợp lệ, ví dụ đúng: 2026, 2026-H1, 2026-Q3, 2026-05, 2026-M1..M9."
        raise PydanticCustomError("period", "not a period of whole months", {"message": message}) from None
    return code


Period = Annotated[
    str, StringConstraints(min_length=4, max_length=16, pattern=r"^[0-9SYHQM.\-]*$"), AfterValidator(_span)
]


def _recent(code: str) -> str:
    if not _FIRST_YEAR <= Span.of(code).year <= _LAST_YEAR:
        message = "Kỳ phải trong khoảng từ năm 1900 đến năm 2999."
        raise PydanticCustomError("period", "out of range", {"message": message})
    return code


RecentPeriod = Annotated[Period, AfterValidator(_recent)]
"""A period whose figures are reckoned with."""


def _utc(moment: datetime) -> datetime:
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        message = "Thời điểm phải trong khoảng từ năm 1900 đến năm 2999."
        raise PydanticCustomError("moment", "out of range", {"message": message})
    return moment.astimezone(UTC)


_FIRST_YEAR, _LAST_YEAR = 1900, 2999
MomentIn = Annotated[AwareDatetime, AfterValidator(_utc)]
"""A moment that is asked for, with its time zone."""


def _near(day: date) -> date:
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        message = "Ngày phải trong khoảng từ năm 1900 đến năm 2999."
        raise PydanticCustomError("day", "out of range", {"message": message})
    return day


Day = Annotated[date, AfterValidator(_near)]
"""A day that something is done on."""


def _plain(value: Any) -> str | None:
    return None if value is None else f"{value:f}"


def _iso(moment: datetime) -> str:
    return moment.isoformat()


Moment = Annotated[datetime, PlainSerializer(_iso, return_type=str)]
"""A moment to the microsecond, as `known_on` takes it."""
Exact = Annotated[Decimal, PlainSerializer(_plain, return_type=str)]


class Strict(Schema):
    """What is sent: nothing but what is asked for."""

    model_config = ConfigDict(extra="forbid")
