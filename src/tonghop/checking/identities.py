"""What the catalog knows and the text leaves unsaid: indicators of one document that add up to one another.

No text asserts these relations, so every doubt about the scopes of their figures silences them: another period, place,
unit or basis, a hedge, an indicator stated with two values, parts that the text counts into something else.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from tonghop.catalog import Identity, TimeType, identities, indicators
from tonghop.checking.bounds import Interval
from tonghop.checking.examine import members
from tonghop.checking.passages import in_one_passage
from tonghop.checking.slips import is_slip, repair
from tonghop.core.document import Document
from tonghop.core.figure import Figure, Hedge, Role
from tonghop.core.finding import Inference
from tonghop.core.language import translator
from tonghop.core.period import Say, period_in_words
from tonghop.core.relation import CATALOG, Certainty, Relation, Sum

_STATED = frozenset({Role.AMOUNT, Role.COUNT, Role.AREA, Role.LENGTH, Role.FRACTION})
_NEAR = Decimal("0.1")
"""Parts that miss their total by more than this share of it, and by no mere slip, are of another scope."""
_ZERO = Decimal(0)

_Scope = tuple[str | None, ...]


class _Told(NamedTuple):
    """An identity with the figures that state it: the total (None where unstated), and the parts by indicator."""

    identity: Identity
    total: Figure | None
    parts: Mapping[str, Figure]

    @property
    def missing(self) -> list[str]:
        """The indicators that nobody states."""
        unsaid = [part for part in self.identity.parts if part not in self.parts]
        return unsaid if self.total else [self.identity.total, *unsaid]

    @property
    def testable(self) -> bool:
        """Whether enough is stated, and the parts come near their total or are one slip too much for it."""
        wanted = len(self.identity.parts) if self.identity.complete else min(2, len(self.identity.parts))
        if self.total is None or len(self.parts) < wanted:
            return False
        low, high = _rest(self)
        near = _NEAR * self.total.number
        return (low <= near or not self.identity.complete) and (high >= -near or self.slipped)

    @property
    def slipped(self) -> bool:
        """Whether one slip explains the figures."""
        return any(is_slip(figure, repair(figure, self._allowed(figure)).weight) for figure in self.figures)

    def _allowed(self, figure: Figure) -> Interval:
        """What the other figures leave for this one."""
        low, high = _rest(self._replace(total=None, parts={k: v for k, v in self.parts.items() if v is not figure}))
        if figure is not self.total and self.total:
            low, high = (self.total.low or _ZERO) - high, (self.total.high or _ZERO) - low
        if self.identity.complete:
            return Interval(Fraction(low), Fraction(high))
        return Interval(Fraction(low), None) if figure is self.total else Interval(None, Fraction(high))

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures, the total first."""
        return (*filter(None, (self.total,)), *self.parts.values())


def _rest(item: _Told) -> tuple[Decimal, Decimal]:
    """Bounds on what the stated figures leave for the unstated one."""
    low = sum((part.low or _ZERO for part in item.parts.values()), _ZERO)
    high = sum((part.high or _ZERO for part in item.parts.values()), _ZERO)
    if item.total is None:
        return low, high
    return (item.total.low or _ZERO) - high, (item.total.high or _ZERO) - low


def _statement(item: _Told) -> tuple[Sum, str]:
    """What an identity says of the figures, and in the catalog's names."""
    total, *parts = (figure.id for figure in item.figures)
    stated = [indicators()[key].name for key in item.parts]
    sign = "=" if item.identity.complete else "≥"
    formula = f"{indicators()[item.identity.total].name} {sign} {' + '.join(stated)}"
    return Sum(total, tuple(parts), at_most=not item.identity.complete), formula


def _scope(figure: Figure) -> _Scope:
    return (figure.period, figure.as_of, figure.basis, figure.place)


def _noun(figure: Figure) -> str | None:
    """What is counted: the head of a unit that the catalog gives the indicator (`đơn khiếu nại` → `đơn`)."""
    indicator = indicators().get(figure.indicator or "")
    return figure.unit.split()[0] if indicator and figure.unit and figure.unit in indicator.units else figure.unit


class Identities:
    """The identities of the catalog against the figures of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._figures = {figure.id: figure for figure in document.figures}
        self._ties = [frozenset(members(item.statement, self._figures)) for item in document.relations]
        self._sums = [item.statement for item in document.relations if isinstance(item.statement, Sum)]
        self._stated: dict[str, dict[_Scope, list[Figure]]] = {}
        for figure in document.figures:
            if figure.indicator and figure.role in _STATED and figure.unit != "%":
                self._stated.setdefault(figure.indicator, {}).setdefault(_scope(figure), []).append(figure)

    def relations(self) -> tuple[Relation, ...]:
        """Those whose figures the document states, all in one scope, and does not tie itself."""
        told = [item for item in self._told if item.testable and not self._tied(item)]
        statements = [_statement(item) for item in told]
        return tuple(
            Relation(f"i{number}", statement, CATALOG, Certainty.PRESUMED, formula)
            for number, (statement, formula) in enumerate(statements, 1)
        )

    def inferences(self, language: str) -> Iterator[Inference]:
        """The one indicator of a complete identity that the document leaves unstated, from the others."""
        for item in self._told:
            if item.identity.complete and len(item.missing) == 1 and item.missing[0] not in self._stated:
                yield from self._inference(item, item.missing[0], translator(language).gettext)

    def _inference(self, item: _Told, missing: str, say: Say) -> Iterator[Inference]:
        low, high = _rest(item)
        like, indicator = item.figures[0], indicators()[missing]
        if high > 0 and not self._printed(low, high, _noun(like)):
            name = f"{indicator.name} {period_in_words(like.period or '', say)}".rstrip()
            phrase = say("{quantity} (theo danh mục chỉ tiêu)").format(quantity=name)
            unit = like.unit if like.unit in indicator.units else indicator.unit
            yield Inference(phrase, max(low, _ZERO), high, unit or "", tuple(figure.id for figure in item.figures))

    @cached_property
    def _told(self) -> list[_Told]:
        """Every identity in every scope, with what is beyond doubt there."""
        return [
            told
            for identity in identities()
            for scope in dict.fromkeys(scope for key in identity.keys for scope in self._stated.get(key, ()))
            for told in self._in_scope(identity, scope)
        ]

    def _printed(self, low: Decimal, high: Decimal, noun: str | None) -> bool:
        """Whether some number of this noun lies within the bounds: what looks unstated may only be unrecognised."""
        alike = (figure for figure in self._figures.values() if figure.role in _STATED and _noun(figure) == noun)
        return any(low <= figure.number <= high for figure in alike)

    def _tied(self, item: _Told) -> bool:
        """Whether the text itself ties the total to these parts."""
        totals = self._alike(item.total) if item.total else frozenset()
        parts = [self._alike(part) for part in item.parts.values()]
        ties = [tie for tie in self._ties if tie & totals]
        if item.identity.complete:
            return any(all(tie & part for part in parts) for tie in ties)
        return all(any(tie & part for tie in ties) for part in parts)

    def _in_scope(self, identity: Identity, scope: _Scope) -> Iterator[_Told]:
        stated = {key: self._stated.get(key, {}).get(scope, []) for key in identity.keys}
        if identity.complete and any(figures and not _agree(figures) for figures in stated.values()):
            return
        clear = {key: figures for key, figures in stated.items() if _agree(figures)}
        if not clear:
            return
        near = clear.get(identity.total, next(iter(clear.values())))[0].start
        chosen = {key: min(figures, key=lambda figure: abs(figure.start - near)) for key, figures in clear.items()}
        told = _Told(identity, chosen.pop(identity.total, None), chosen)
        if chosen and in_one_passage(told.figures, self._document) and not self._doubtful(told):
            yield told

    def _doubtful(self, item: _Told) -> bool:
        """Whether the text counts the parts into something else, or the scope of the total is open."""
        totals = self._alike(item.total) if item.total else frozenset()
        parts = {name for part in item.parts.values() for name in self._alike(part)}
        elsewhere = any(parts & set(sum_.parts) and sum_.total not in totals for sum_ in self._sums)
        return elsewhere or any(
            self._open(other, totals) for other in identities() if other.complete and other.total == item.identity.total
        )

    def _open(self, identity: Identity, totals: frozenset[str]) -> bool:
        """Whether it stays open what the total counts: only a stock is stated beside it, and not as its part.

        "Kỳ trước chuyển sang 20 đơn" does not say whether the "120 đơn" received include the 20.
        """
        stated = [key for key in identity.parts if key in self._stated]
        stocks = [key for key in stated if indicators()[key].time is TimeType.STOCK]
        if len(stated) == len(identity.parts) or indicators()[identity.total].time is not TimeType.FLOW:
            return False
        ties = [tie for tie in self._ties if tie & totals]
        return any(not any(self._names(key) & tie for tie in ties) for key in stocks)

    def _names(self, key: str) -> frozenset[str]:
        return frozenset(figure.id for figures in self._stated[key].values() for figure in figures)

    def _alike(self, figure: Figure) -> frozenset[str]:
        """All statements of the same indicator in the same scope."""
        return frozenset(item.id for item in self._stated[figure.indicator or ""][_scope(figure)])


def _agree(figures: Sequence[Figure]) -> bool:
    """Whether an indicator is stated, plainly and with one value."""
    plain = all(figure.hedge is Hedge.EXACT and figure.role is not Role.FRACTION for figure in figures)
    return bool(figures) and plain and len({figure.value for figure in figures}) == 1
