"""The lines of a form: each figure with its plan, the month before and the year before beside it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from tonghop.catalog.conversion import times
from tonghop.core.fact import Cell, Fact, Standing
from tonghop.core.numbers import Form, Trouble, number, written
from tonghop.core.span import Span
from tonghop.ledger import ask, permitted, rounds
from tonghop.ledger.cells import fact_of
from tonghop.ledger.errors import LedgerError
from tonghop.ledger.models import Duty, Entry, FactVersion, FormLine, State
from tonghop.ledger.rights import Action

_MONEY, _ENTERED_IN = Decimal(10**6), "triệu đồng"
_DOES_NOT_APPLY = "x"
_NOTHING = ask.Value(None, ask.Origin.NOTHING, Standing.MISSING)


class NoNumber(LedgerError):
    """A text where a number belongs."""

    def __init__(self, text: str) -> None:
        super().__init__(
            "“{text}” không phải là số. Ghi như 1.234,5; để trống nếu chưa có, x nếu không phát sinh.", text=text
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of a form: what is asked, what stands there, and what it is to be compared with.

    `returned` says why it was sent back to be looked at again, where it was. `trouble` says why what was `typed` was
    not entered; what was only `miswritten` stays in the field.
    """

    cell: Cell
    asked: FormLine
    version: FactVersion | None
    plan: ask.Value = _NOTHING
    month_before: ask.Value = _NOTHING
    year_before: ask.Value = _NOTHING
    returned: str = ""
    trouble: str = ""
    typed: str = ""
    miswritten: bool = False

    @property
    def key(self) -> str:
        """What the line is known by among those of its form."""
        return f"{self.cell.indicator}/{self.cell.measure}/{self.cell.breakdown}"

    @property
    def measured_in(self) -> str:
        """The unit of measure in which the figure is entered, as the catalog writes it."""
        return entered_in(self.asked.indicator.unit)

    @property
    def text(self) -> str:
        """What stands in the field."""
        if self.miswritten:
            return self.typed
        return text_of(fact_of(self.version) if self.version else None, self.asked.indicator.unit)

    @property
    def accepted(self) -> bool:
        """Whether the figure is accepted, and not yet published."""
        return bool(self.version and self.version.state == State.ACCEPTED)

    @property
    def submitted(self) -> bool:
        """Whether the figure waits for somebody to accept or return it."""
        return bool(self.version and self.version.state == State.SUBMITTED)


def lines(may: Collection[Action], duty: Duty, asked: Mapping[Cell, FormLine]) -> list[Line]:
    """Lines of a form, with what somebody who `may` do so much sees of them; a bounded number of queries."""
    held = _held(may, duty, asked)
    if not held and Action.SEE_ACCEPTED not in may:
        return [Line(cell, line, None) for cell, line in asked.items()]
    span, why = rounds.span_of(duty.round), _returned(held)
    plans = ask.planned(duty.unit.code, span)
    before = {cell: replace(cell, span=Span(span.year, 1, span.last - 1)) for cell in asked if span.last > 1}
    month, year = ask.values(before.values()), ask.same_period(list(asked))
    return [
        Line(
            cell,
            line,
            held.get(cell),
            plans.get(cell.indicator, _NOTHING),
            month.get(before.get(cell, cell), _NOTHING),
            year[cell],
            returned=why.get(cell, ""),
        )
        for cell, line in asked.items()
    ]


def bare_line(may: Collection[Action], duty: Duty, cell: Cell, asked: FormLine) -> Line:
    """One line, without what it is compared with."""
    held = _held(may, duty, {cell: asked})
    return Line(cell, asked, held.get(cell), returned=_returned(held).get(cell, ""))


def _held(may: Collection[Action], duty: Duty, asked: Mapping[Cell, FormLine]) -> dict[Cell, FactVersion]:
    """What stands in the cells, as far as somebody who `may` do so much sees it: proposed, or else settled."""
    held = permitted.open_versions(asked, settled=True) if Action.SEE_ACCEPTED in may else {}
    if Action.SEE_PROPOSED in may:
        held |= rounds.proposals(duty, asked)
    return held


def _returned(held: Mapping[Cell, FactVersion]) -> dict[Cell, str]:
    """Why each figure that was returned was."""
    returned = {cell: version.entry_id for cell, version in held.items() if version.state == State.RETURNED}
    reasons = dict(Entry.objects.filter(id__in=set(returned.values())).values_list("id", "reason"))
    return {cell: reasons[entry] for cell, entry in returned.items()}


def entered_in(unit: str) -> str:
    """The unit of measure in which figures of a canonical one are entered, as the catalog writes it."""
    return _ENTERED_IN if unit == "VND" else unit


def text_of(fact: Fact | None, unit: str) -> str:
    """What stands in a field for a figure."""
    if fact is None or fact.standing is Standing.MISSING:
        return ""
    return _DOES_NOT_APPLY if fact.value is None else written(fact.value / _scale(unit))


def fact_in(cell: Cell, unit: str, text: str) -> Fact:
    """The figure that a text in a field states, of a canonical unit of measure; raises NoNumber."""
    if not text:
        return Fact(cell, None, Standing.MISSING)
    if text.lower() == _DOES_NOT_APPLY:
        return Fact(cell, None, Standing.NOT_APPLICABLE)
    value = number(text, Form.VIETNAMESE)
    if isinstance(value, Trouble):
        raise NoNumber(text)
    return Fact(cell, times(value, _scale(unit)))


def _scale(unit: str) -> Decimal:
    return _MONEY if unit == "VND" else Decimal(1)
