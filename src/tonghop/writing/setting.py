"""What a report says of itself: of which unit, which time, until which day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tonghop.core.fact import Cell
from tonghop.core.span import Span
from tonghop.writing.rounding import Style


@dataclass(frozen=True, slots=True)
class Setting:
    """What all sentences of a report share.

    `unit` is the code of the unit that reports, `name` how it is called within a sentence (`phường Hòa An`).
    `styles` say how values are printed that are told more than once; others are printed as suits them alone.
    `authorities` are the names of those who assign plans, by the code of plan_authorities.tsv (`TP` → `Thành phố`).
    """

    span: Span
    unit: str
    name: str
    authorities: Mapping[str, str] = field(default_factory=dict)
    until: date | None = None
    running: bool = False
    styles: Mapping[Cell, Style] = field(default_factory=dict)
