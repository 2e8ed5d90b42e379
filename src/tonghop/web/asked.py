"""What a page is asked to show: of which unit and which months, as its address says."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.utils.dateparse import parse_date
from django.utils.timezone import localdate

from tonghop.core.errors import Refusal
from tonghop.core.span import Span
from tonghop.ledger import access, ask, units
from tonghop.ledger.models import Unit
from tonghop.ledger.rights import Action
from tonghop.registers.filling import day_of as written_day
from tonghop.web.people import MemberRequest

_YEARS = 3
_LONGEST = 10
TIMES = range(1900, 2200)
"""The years that can be asked for."""
REPEATED = 40
"""How much of what was not understood is repeated."""


class NotADay(Refusal):
    """A field that should say a day and does not; `label` is a message of its own."""

    def __init__(self, label: str, text: str) -> None:
        super().__init__(
            "{label}: “{text}” không phải là ngày, tháng, năm. Chọn lại ngày rồi gửi lại.", label=label, text=text
        )

    def sentence(self, say: Callable[[str], str]) -> str:
        """The message, the label too in the language of `say`."""
        return say(self.message).format_map(self.values | {"label": say(str(self.values["label"]))})


@dataclass(frozen=True, slots=True)
class Misread:
    """What an address says and nobody understands: its name there, what that is called, what stands there."""

    name: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A unit with its name, and a span of months from January."""

    unit: Unit
    name: str
    span: Span

    def query(self, **changes: str) -> str:
        """The address's question for the same, with some of it changed."""
        return urlencode({"unit": self.unit.code, "period": self.span.code} | changes)


def asked(request: MemberRequest, action: Action) -> Asked:
    """What the address asks for: by default the home of the account and its newest figures.

    Raises UnknownUnit, and Forbidden where the account may not do `action` to the unit.
    """
    code = request.GET.get("unit", "").strip()
    unit = units.find(code) if code else request.home
    access.require(request.account, action, unit)
    span = _span(request.GET.get("period", "")) or ask.latest(unit.code) or last_month()
    return Asked(unit, units.name_of(unit.code, span.ends), span)


def choices(span: Span) -> Sequence[tuple[int, Sequence[Span]]]:
    """The spans from January to each month of the last years, by year."""
    newest = max(localdate().year, span.year)
    return [(year, [Span(year, 1, month) for month in range(12, 0, -1)]) for year in range(newest, newest - _YEARS, -1)]


def _span(code: str) -> Span | None:
    try:
        span = Span.of(code)
    except ValueError:
        return None
    return span if span.first == 1 and span.last <= 12 and span.year in TIMES else None


def number_in(text: str) -> int | None:
    """The number that a part of an address or a field of a form names; None where it is none that could be."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < _LONGEST else None


def day_of(text: str) -> date | None:
    """The day that a field says, 2026-06-01 or 1/6/2026, if it says one that units can have lived on."""
    text = text.strip()
    try:
        day = written_day(text) if "/" in text else parse_date(text)
    except ValueError:
        return None
    return day if day and day.year in TIMES else None


def stated_day(text: str, label: str) -> date:
    """The day that a field says by which something is done for good; raises NotADay where it says none."""
    if day := day_of(text):
        return day
    raise NotADay(label, text[:REPEATED])


def misread_as(name: str, label: str, given: Mapping[str, str], taken: str) -> list[Misread]:
    """What an address says under a name, called `label`, where something else was taken for it."""
    text = given.get(name, "").strip()
    return [Misread(name, label, text[:REPEATED])] if text and text != taken else []


def misread_days(given: Mapping[str, str], labels: Mapping[str, str]) -> list[Misread]:
    """Those of the days that an address names, each called as `labels` say, that are none."""
    told = [(name, label, given.get(name, "").strip()) for name, label in labels.items()]
    return [Misread(name, label, text[:REPEATED]) for name, label, text in told if text and not day_of(text)]


def last_month() -> Span:
    """From January to the month before this one."""
    today = localdate()
    return Span(today.year, 1, today.month - 1) if today.month > 1 else Span(today.year - 1, 1, 12)
