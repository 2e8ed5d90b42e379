"""Đơn vị: the hierarchy at any date, what each unit was made of, and what its figures are compared with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from tonghop.core.span import Span
from tonghop.ledger import access, ask
from tonghop.ledger import units as units_of_ledger
from tonghop.ledger.ask import Comparison, Piece
from tonghop.ledger.models import Entry, Unit
from tonghop.ledger.rights import Action
from tonghop.ledger.units import Step
from tonghop.web import lineage
from tonghop.web.asked import day_of
from tonghop.web.numbers import Speech
from tonghop.web.people import MemberRequest, members
from tonghop.web.rendering import language, page

_LONG_AGO = date(1900, 1, 1)
_CHANGES = 20
_ACTIONS = {
    "unit.create": "Lập đơn vị",
    "unit.rename": "Đổi tên",
    "unit.move": "Chuyển đơn vị cấp trên",
    "unit.close": "Kết thúc hoạt động",
    "unit.reorganise": "Sắp xếp đơn vị",
    "unit.shares": "Ghi lại tỷ lệ",
}


@dataclass(frozen=True, slots=True)
class Named:
    """A unit with its name on the day."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Former:
    """A name that a unit had, or a unit that it belonged to (with its `code`), from a day until before another."""

    start: date | None
    end: date | None
    name: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the unit as the journal tells it: what took effect when, by which decision."""

    entry: Entry
    what: str
    day: date | None
    decision: str


@dataclass(frozen=True, slots=True)
class Base:
    """What the figures of a unit are compared with in a span: each indicator with its pieces by unit, and these units.

    `shares` are the usual shares of the units; some indicators have their own.
    """

    span: Span
    rows: Sequence[tuple[Comparison, Mapping[str, Piece]]]
    parts: Sequence[Named]
    shares: Mapping[str, Piece]


@require_GET
@members
def units(request: MemberRequest) -> HttpResponse:
    """The unit of the account."""
    return redirect("unit", request.home.code)


@require_GET
@members
def unit(request: MemberRequest, code: str) -> HttpResponse:
    """A unit on a day: what it belongs to, what belongs to it, what it was made of and what became of it."""
    day, speech = day_of(request.GET.get("day", "")) or localdate(), Speech(language(request))
    found = units_of_ledger.find(code)
    steps = _steps(found)
    names = lineage.names_of(steps)
    may_see = access.may(request.account, Action.SEE_ACCEPTED, found)
    return page(
        request,
        "unit.html.j2",
        unit=found,
        name=units_of_ledger.name_of(code, max(day, found.born or day)),
        day=day,
        alive=(found.born is None or found.born <= day) and (found.closed is None or day < found.closed),
        above=_named(units_of_ledger.above(code, day)[1:], day),
        children=_named(units_of_ledger.children(code, day), day),
        several=len({step.date for step in steps}) > 1,
        drawing=lineage.drawing(steps, code, names, speech),
        occasions=lineage.occasions(steps, names, speech),
        base=_base(found, day) if may_see else None,
        former=_former(found),
        changes=_changes(found) if access.may(request.account, Action.SEE_ENTRIES, found) else (),
        may_see=may_see,
        may_change=access.may(request.account, Action.CHANGE_UNITS, found),
    )


def base_of(span: Span, rows: Sequence[Comparison], day: date) -> Base:
    """Comparisons as a table: a row for each indicator, a column for each unit, called as on a day."""
    table = [(row, {piece.unit: piece for piece in row.pieces}) for row in rows]
    usual = {code: piece for _, pieces in reversed(table) for code, piece in pieces.items()}
    return Base(span, table, _named(list(dict.fromkeys(p.unit for row in rows for p in row.pieces)), day), usual)


def _named(codes: Sequence[str], day: date) -> list[Named]:
    names = units_of_ledger.names_of(codes, day)
    return [Named(code, names.get(code, code)) for code in codes]


def _steps(unit: Unit) -> list[Step]:
    """The mergers and splits of which the unit came, and those that it went into."""
    came = units_of_ledger.lineage(unit.code, _LONG_AGO).steps
    return list(dict.fromkeys((*came, *units_of_ledger.descent(unit.code))))


def _base(unit: Unit, day: date) -> Base | None:
    """What the unit is compared with across its last reorganisation until a day; None where there was none."""
    steps = units_of_ledger.lineage(unit.code, _LONG_AGO).steps
    taken = [step for step in steps if step.successor == unit.code and step.date <= day]
    if not taken:
        return None
    last = max(step.date for step in taken)
    span = ask.last_before({unit.code, *(step.predecessor for step in taken if step.date == last)}, last)
    rows = ask.comparisons(unit.code, span, day) if span else ()
    return base_of(span, rows, last) if span and rows else None


def _former(unit: Unit) -> list[Former]:
    """What the unit was called and where it belonged, through time."""
    above = list(unit.parents.select_related("parent"))
    names = units_of_ledger.names_of([row.parent.code for row in above], localdate())
    called = [Former(row.start, row.end, row.name) for row in unit.names.all()]
    belonged = [Former(row.start, row.end, names[row.parent.code], row.parent.code) for row in above]
    return sorted([*called, *belonged], key=lambda each: each.start or date.min)


def _changes(unit: Unit) -> list[Change]:
    """The last changes of the unit in the journal."""
    concerned = Q(unit=unit) | Q(before__has_key=unit.code) | Q(after__has_key=unit.code)
    rows = Entry.objects.filter(concerned, action__startswith="unit.").select_related("actor").order_by("-id")
    return [_change(row, row.after or {}) for row in rows[:_CHANGES]]


def _change(row: Entry, after: Mapping[str, str]) -> Change:
    return Change(row, _ACTIONS.get(row.action, row.action), day_of(after.get("on") or ""), after.get("decision", ""))
