"""What is answered when the ledger is asked, as plain values: exact numbers as digits, or as a fraction (`1/3`)."""

from datetime import date, datetime
from typing import Any

from ninja import Schema

from tonghop.api.types import Moment
from tonghop.core.exact import exact
from tonghop.core.fact import Standing
from tonghop.core.span import Span
from tonghop.ledger import ask, units
from tonghop.ledger.ask import Origin


class StepOut(Schema):
    """On `date`, `share` of `predecessor` became part of `successor`, as the comparison reckons."""

    predecessor: str
    successor: str
    date: date
    share: str | None
    method: str
    decision: str


class ValueOut(Schema):
    """A value: how it came about, of how many stated figures, across which mergers and splits.

    `versions` are the figures stated for the unit itself or for its predecessors.
    """

    value: str | None
    standing: Standing
    origin: Origin
    parts: int
    versions: list[int]
    method: list[StepOut]


class PlanOut(Schema):
    """One plan of the year: how much of it is reached, and its status."""

    authority: str
    version: int
    value: str | None
    ratio: str | None
    status: str


class OutlookOut(Schema):
    """What the year is expected to come to, by the shares that past years had reached by then."""

    expected: str
    low: str | None
    high: str | None
    shares: dict[str, str]


class LineOut(Schema):
    """An indicator; ratios, growth and status are those of the actual, or of the estimate where `estimated`."""

    indicator: str
    name: str
    unit_of_measure: str
    plans: list[PlanOut]
    actual: ValueOut
    estimate: ValueOut
    estimated: bool
    before: ValueOut
    growth: str | None
    outlook: OutlookOut | None


class BoardOut(Schema):
    """The plan board of a unit; a target counts as nearly met from `nearly` per cent of its plan on."""

    unit: str
    period: str
    known_on: Moment | None
    nearly: str
    lines: list[LineOut]


class MissOut(Schema):
    """What a unit estimated and what it came to; `error` is the first less the second."""

    unit: str
    period: str
    estimate: str
    actual: str
    error: str
    relative: str | None


class SourceWords(Schema):
    """What a source says of a figure from `start` to `end`; the words around it for those who may see the source."""

    fact: int
    unit: str
    source: int
    name: str
    start: int | None
    end: int | None
    before: str
    text: str
    after: str


def value_of(value: ask.Value) -> dict[str, Any]:
    """A value as it is answered."""
    return {
        "value": exact(value.value),
        "standing": value.standing,
        "origin": value.origin,
        "parts": value.parts,
        "versions": list(value.versions),
        "method": [_step(step) for step in value.steps],
    }


def _step(step: units.Step) -> dict[str, Any]:
    names = ("predecessor", "successor", "date", "decision")
    return {name: getattr(step, name) for name in names} | {"share": exact(step.share), "method": step.method.value}


def board_of(
    unit: str, span: Span, known_on: datetime | None, lines: tuple[ask.Line, ...], ahead: dict[str, ask.Outlook | None]
) -> dict[str, Any]:
    """A plan board as it is answered; `ahead` are the outlooks by indicator."""
    return {
        "unit": unit,
        "period": span.code,
        "known_on": known_on,
        "nearly": f"{ask.thresholds(unit).nearly:f}",
        "lines": [_line(line) | {"outlook": outlook_of(ahead.get(line.indicator.key))} for line in lines],
    }


def _line(line: ask.Line) -> dict[str, Any]:
    return {
        "indicator": line.indicator.key,
        "name": line.indicator.name,
        "unit_of_measure": line.indicator.unit,
        "plans": [_plan(plan) for plan in line.plans],
        "actual": value_of(line.actual),
        "estimate": value_of(line.estimate),
        "estimated": line.estimated,
        "before": value_of(line.before),
        "growth": exact(line.growth),
    }


def _plan(plan: ask.Plan) -> dict[str, Any]:
    return {
        "authority": plan.authority,
        "version": plan.version,
        "value": exact(plan.value.value),
        "ratio": exact(plan.ratio),
        "status": plan.status.name.lower(),
    }


def outlook_of(ahead: ask.Outlook | None) -> dict[str, Any] | None:
    """An outlook as it is answered."""
    if ahead is None:
        return None
    return {
        "expected": exact(ahead.expected),
        "low": exact(ahead.low),
        "high": exact(ahead.high),
        "shares": {str(year): exact(share) for year, share in ahead.shares},
    }


def miss_of(miss: ask.Miss) -> dict[str, Any]:
    """An estimate beside what it came to, as it is answered."""
    numbers = {name: f"{getattr(miss, name):f}" for name in ("estimate", "actual", "error")}
    return numbers | {"unit": miss.unit, "period": miss.span.code, "relative": exact(miss.relative)}


def words_of(item: ask.Quotation, *, around: bool) -> dict[str, Any]:
    """A quotation as it is answered, with the words around it or without."""
    names = ("unit", "source", "name", "start", "end")
    before, after = (item.lead, item.tail) if around else ("", "")
    said = {"fact": item.version, "before": before, "text": item.quotation, "after": after}
    return {name: getattr(item, name) for name in names} | said
