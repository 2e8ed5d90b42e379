"""Asking: the plan board of a unit, single values and where they come from, what units below state, how far estimates
were off; each now or as known at a moment."""

from typing import Annotated, Any

from ninja import Query, Router, Schema
from pydantic import Field

from tonghop.api.answers import (
    BoardOut,
    MissOut,
    OutlookOut,
    SourceWords,
    ValueOut,
    board_of,
    miss_of,
    outlook_of,
    value_of,
    words_of,
)
from tonghop.api.authentication import MEMBERS, SignedRequest
from tonghop.api.facts import visible
from tonghop.api.pages import Page, Paging, known, part
from tonghop.api.problems import Problem
from tonghop.api.types import Code, Moment, MomentIn, RecentPeriod, Text
from tonghop.api.units import unit_of
from tonghop.core.fact import Cell, Measure
from tonghop.core.span import Span
from tonghop.ledger import access, ask
from tonghop.ledger.cells import Names
from tonghop.ledger.models import Account, Unit
from tonghop.ledger.rights import Action

router = Router(tags=["ask"], auth=MEMBERS)


class BoardAsked(Schema):
    """Whose board, for which period from January on (`2026-M1..M9`); now, or as known at a moment."""

    unit: Code
    period: RecentPeriod
    known_on: MomentIn | None = None


class CellAsked(Schema):
    """Which value; now, or as known at a moment."""

    unit: Code
    indicator: Code
    period: RecentPeriod
    measure: Measure = Measure.ACTUAL
    authority: Text = ""
    version: Annotated[int, Field(ge=0, le=999)] = 0
    breakdown: Text = ""
    known_on: MomentIn | None = None


class PartsAsked(CellAsked, Paging):
    """Which value, and which page of what it is made of."""


class AnswerOut(Schema):
    """A value, that of the same period a year earlier for the same territory, and the outlook of the year."""

    unit: str
    indicator: str
    period: str
    measure: Measure
    authority: str
    version: int
    breakdown: str
    known_on: Moment | None
    value: ValueOut
    before: ValueOut
    outlook: OutlookOut | None


class SourceWordsPage(Page):
    """A page of quotations."""

    items: list[SourceWords]


class BelowOut(Schema):
    """What a unit states."""

    unit: str
    value: str


class BelowPage(Page):
    """A page of what units state."""

    items: list[BelowOut]


class AccuracyAsked(Paging):
    """Estimates of which indicator, of a unit and those below it, in which year."""

    unit: Code
    indicator: Code
    year: Annotated[int, Field(ge=1900, le=2999)]
    known_on: MomentIn | None = None


class MissPage(Page):
    """A page of estimates and what they came to."""

    items: list[MissOut]


@router.get("/board", response=BoardOut, summary="Bảng kế hoạch của một đơn vị")
def board(request: SignedRequest, asked: Query[BoardAsked]) -> dict[str, Any]:
    """Plans by authority and version, what was done or is estimated, status, growth, and the outlook of the year."""
    known(request, asked)
    _reach(request.auth, asked.unit)
    span = Span.of(asked.period)
    if span.first != 1 or span.last > _YEAR:
        raise Problem(422, errors=[{"in": "query", "pointer": "/period", "message": _FROM_JANUARY}])
    lines = ask.board(asked.unit, span, asked.known_on)
    ahead = ask.outlooks([Cell(line.indicator.key, asked.unit, span) for line in lines], asked.known_on)
    outlooks = {cell.indicator: found for cell, found in ahead.items()}
    return board_of(asked.unit, span, asked.known_on, lines, outlooks)


@router.get("/values", response=AnswerOut, summary="Một giá trị và cách tính")
def value(request: SignedRequest, asked: Query[CellAsked]) -> dict[str, Any]:
    """A value: stated, added up from units below, from months, or from the predecessors of the unit."""
    known(request, asked)
    cell = _cell(request.auth, asked)
    moment = asked.known_on
    ahead = ask.outlooks([cell], moment)[cell] if cell.measure is Measure.ACTUAL else None
    return asked.model_dump(include=set(AnswerOut.model_fields)) | {
        "value": value_of(ask.values([cell], moment)[cell]),
        "before": value_of(ask.same_period([cell], moment)[cell]),
        "outlook": outlook_of(ahead),
    }


@router.get("/values/sources", response=SourceWordsPage, summary="Nguồn của một giá trị, đến từng ký tự")
def sources(request: SignedRequest, asked: Query[PartsAsked]) -> dict[str, Any]:
    """The words of the sources that state a value, or what it is the sum of."""
    cell = _cell(request.auth, asked)
    found = ask.values([cell], asked.known_on)[cell]
    below = ask.added(cell, asked.known_on) if found.origin is ask.Origin.CHILDREN else ()
    seen = visible(request.auth).filter(id__in=found.versions or below).values_list("id", flat=True)
    readable = _codes(request.auth, Action.SEE_SOURCES)
    quoted = [words_of(item, around=item.unit in readable) for item in ask.quotations(list(seen))]
    return part(request, quoted, asked)


@router.get("/values/below", response=BelowPage, summary="Số liệu của các đơn vị bên dưới")
def below(request: SignedRequest, asked: Query[PartsAsked]) -> dict[str, Any]:
    """What the unit and the units below it at the end of the period state, by their codes."""
    cell = _cell(request.auth, asked)
    stated = sorted(ask.below(cell, asked.known_on).items())
    return part(request, [{"unit": code, "value": f"{number:f}"} for code, number in stated], asked)


@router.get("/accuracy", response=MissPage, summary="Sai số giữa ước thực hiện và thực hiện")
def accuracy(request: SignedRequest, asked: Query[AccuracyAsked]) -> dict[str, Any]:
    """Every estimate of a year whose actual is known, of a unit and those below it."""
    _reach(request.auth, asked.unit)
    misses = ask.accuracy(asked.unit, asked.indicator, asked.year, asked.known_on)
    return part(request, [miss_of(miss) for miss in misses], asked)


def _reach(account: Account, code: str) -> None:
    """Raise Forbidden, or Problem where there is no such unit, unless the account may see its accepted figures."""
    access.require(account, Action.SEE_ACCEPTED, unit_of(code))


def _cell(account: Account, asked: CellAsked) -> Cell:
    """The cell that is asked for; raises Forbidden, and Problem or LedgerError where there is none such."""
    _reach(account, asked.unit)
    span = Span.of(asked.period)
    cell = Cell(asked.indicator, asked.unit, span, asked.measure, asked.authority, asked.version, asked.breakdown)
    Names.of([cell])
    return cell


def _codes(account: Account, action: Action) -> frozenset[str]:
    """The units to which the account may do `action`."""
    return frozenset(Unit.objects.filter(access.within(account, action, "id")).values_list("code", flat=True))


_YEAR = 12
_FROM_JANUARY = "Bảng kế hoạch tính từ đầu năm: dùng kỳ như 2026-M1..M9, 2026-H1 hoặc 2026."
