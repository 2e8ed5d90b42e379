"""What the units below a unit reported: the parts by units of a report."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from tonghop.catalog.headers import headers
from tonghop.catalog.indicators import Aggregation
from tonghop.catalog.outlines import Content, Outline
from tonghop.catalog.phrases import phrases
from tonghop.core.fact import Fact
from tonghop.core.span import Span
from tonghop.drafting.frame import within
from tonghop.drafting.stating import stated
from tonghop.ledger import ask, units
from tonghop.writing import Known, Part, Places

_LEAST = 2
"""How many units must have a figure for them to be set beside one another."""


@dataclass(frozen=True, slots=True)
class Below:
    """The units below that reported, and the indicators of which several of them have a value, each as a part."""

    places: Places
    knowns: tuple[Known, ...]

    def only(self, knowns: Iterable[Known]) -> tuple[Known, ...]:
        """Of some indicators."""
        keys = {known.indicator.key for known in knowns}
        return tuple(known for known in self.knowns if known.indicator.key in keys)


def asks_for_places(outline: Outline) -> bool:
    """Whether a kind of report has a part or an appendix of the units below."""
    headed = any(heading.content is Content.PLACES for heading in outline.headings)
    return headed or any(annex.places for annex in outline.annexes)


def gather_places(unit: str, name: str, span: Span, knowns: Iterable[Known], known_on: datetime | None = None) -> Below:
    """What the units below a unit called `name` have, of what is known of it. A bounded number of queries."""
    codes = units.children(unit, span.ends)
    names = units.names_of(codes, span.ends, known_on) if codes else {}
    told = list(knowns) if len(names) >= _LEAST else []
    cells = {known: [replace(known.cell, unit=code) for code in names] for known in told}
    values = ask.values([cell for each in cells.values() for cell in each], known_on) if told else {}
    worded = {code: within(called) for code, called in names.items()}
    found = []
    for known in told:
        facts = [
            Fact(cell, value)
            for cell, value in stated({cell: values[cell] for cell in cells[known]}).items()
            if value is not None
        ]
        if len(facts) >= _LEAST:
            found.append(_parted(known, [Part(worded[fact.cell.unit], fact) for fact in facts]))
    reported = {part.fact.cell.unit for known in found for part in known.parts}
    below = tuple((code, worded[code]) for code in sorted(worded) if code in reported)
    return Below(Places(below, _whole(name)), tuple(found))


def _parted(known: Known, parts: Sequence[Part]) -> Known:
    sum_ = sum((part.fact.value or Decimal(0) for part in parts), Decimal(0))
    added = known.indicator.over_units is Aggregation.SUM and sum_ == known.fact.value
    return replace(known, parts=tuple(parts), complete=added)


def _whole(name: str) -> str:
    """`Toàn xã`, `Toàn thành phố`; of what is no place, `Tổng số`."""
    totals = headers().rows["total"]
    kinds = (phrases("places", "whole")[0].format(kind=" ".join(name.lower().split()[:size])) for size in (1, 2))
    return next((kind for kind in kinds if totals.fullmatch(kind.lower())), phrases("places", "sum")[0])
