"""Reading a form before it is filled: what its cells seem to ask for.

Every cell to be filled is given a number that stands nowhere else, and the form is read like any other report: what the
reader says of that number is what the cell asks for, and how much larger it says it is, its unit of measure.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from tonghop.catalog.headers import headers
from tonghop.core.document import Document
from tonghop.core.figure import Basis, Figure, Role
from tonghop.core.span import Span
from tonghop.drafting.superior.forms import opened, slots_of
from tonghop.drafting.superior.grid import Slot
from tonghop.drafting.superior.mapping import Agreed, Meaning, What, When, places
from tonghop.reading import read
from tonghop.workers import Work

T = TypeVar("T")
_PROBE = 100_001
_DIGITS = 6
_NUMBER = re.compile(r"\D")
_RATIOS = {
    Role.PERCENT_OF_PLAN: What.OF_PLAN,
    Role.GROWTH: What.GROWTH,
    Role.DECLINE: What.GROWTH,
    Role.INDEX: What.INDEX,
}


@dataclass(frozen=True, slots=True)
class Sent:
    """A form as it came, under the name of its file."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Studied:
    """A cell that is to be filled, and what it seems to ask for. A number written there counts `factor` of `measured`,
    the unit in which the reader took it, and would be said to be of the months `said`, where the form names any."""

    slot: Slot
    indicator: str | None
    meaning: Meaning | None
    measured: str
    factor: Fraction
    said: Span | None = None


def study(sent: Sent) -> tuple[Studied, ...]:
    """The cells of a form, each with what it seems to ask for.

    Raises UnknownForm, or UnreadableDocument where the form is stamped as secret.
    """
    form = opened(sent.content)
    slots = slots_of(form)
    form.blank_formulas()
    for number, slot in enumerate(slots, _PROBE):
        form.put(slot, Decimal(number))
    document = read(form.content(), name=sent.name)
    figures = _figures(document, {slot.place: number for number, slot in enumerate(slots, _PROBE)})
    base = _base(document, figures.values())
    return tuple(_studied(slot, figures.get(number), number, base) for number, slot in enumerate(slots, _PROBE))


STUDY: Work[Sent, tuple[Studied, ...]] = Work("tonghop.drafting.superior.study", "study")


def proposal(cells: Iterable[Studied]) -> Agreed:
    """What the cells of each row and of each column most often seem to ask for."""
    cells = tuple(cells)
    rows, columns = {}, {}
    for name in dict.fromkeys(cell.slot.row for cell in cells):
        if found := _usual(cell.indicator for cell in cells if cell.slot.row == name):
            rows[name] = found
    for name in dict.fromkeys(cell.slot.column for cell in cells):
        if meaning := _usual(cell.meaning for cell in cells if cell.slot.column == name and cell.indicator):
            columns[name] = meaning
    return Agreed(rows, columns, places(cell.slot for cell in cells))


def _usual(found: Iterable[T | None]) -> T | None:
    counts = Counter(each for each in found if each is not None)
    return counts.most_common(1)[0][0] if counts else None


def _figures(document: Document, numbers: Mapping[str, int]) -> dict[int, Figure]:
    """The figures that our numbers became: by the place of their cell, or by their digits where it has no name."""
    found: dict[int, Figure] = {}
    for figure in document.figures:
        digits = _NUMBER.sub("", figure.text)
        number = numbers.get(figure.cell or "") or (int(digits) if len(digits) == _DIGITS else None)
        if number is not None:
            found.setdefault(number, figure)
    return found


def _base(document: Document, figures: Iterable[Figure]) -> Span | None:
    """The period that a form speaks of: that of its title, else the newest that stands above a column."""
    spans = [_span(document.period), *(_span(figure.period) for figure in figures if figure.basis is not Basis.PLAN)]
    known = [span for span in spans if span]
    return spans[0] or max(known, key=lambda span: span.ends, default=None)


def _span(period: str | None) -> Span | None:
    try:
        return Span.of(period) if period else None
    except ValueError:
        return None


def _studied(slot: Slot, figure: Figure | None, number: int, base: Span | None) -> Studied:
    if figure is None or not figure.role.measures or not isinstance(figure.value, Decimal):
        return Studied(slot, None, None, "", Fraction(1))
    factor = Fraction(figure.value) / number
    meaning = _meaning(slot, figure, base)
    return Studied(slot, figure.indicator, meaning, figure.unit or "", factor, _span(figure.period))


def _meaning(slot: Slot, figure: Figure, base: Span | None) -> Meaning | None:
    if figure.role in _RATIOS:
        return Meaning(_RATIOS[figure.role], When.PERIOD, figure.plan_of or "")
    if figure.role is Role.PLAN_VALUE or figure.basis is Basis.PLAN:
        span = _span(figure.period)
        last = base is not None and span is not None and span.year < base.year
        return Meaning(What.PLAN, When.YEAR_BEFORE if last else When.YEAR, figure.plan_of or "")
    what = What.ESTIMATE if figure.basis is Basis.ESTIMATE else What.ACTUAL
    when = _when(slot, _span(figure.period), base, what)
    return Meaning(what, when) if when else None


def _when(slot: Slot, span: Span | None, base: Span | None, what: What) -> When | None:
    """Which time a column asks for, relative to that of the form; None for one that we have no name for."""
    if span is None or base is None:
        return When.BEFORE if headers().values["prior"].search(slot.header.lower()) else When.PERIOD
    whole = (span.first, span.last) == (1, 12)
    if span.year == base.year - 1:
        if whole and (base.first, base.last) != (1, 12):
            return When.YEAR_BEFORE
        return When.BEFORE if span.last == base.last else None
    if span.year != base.year:
        return None
    if whole:
        return When.YEAR if what is What.ESTIMATE else When.PERIOD
    if span.last != base.last:
        return None
    if span.first == 1:
        return When.PERIOD
    return When.MONTH if span.first == span.last else None
