"""Finished figures: measures and noise tokens as frozen values with ids."""

from collections.abc import Iterable, Mapping
from typing import Final

from tonghop.core.figure import Figure, Hedge, Role
from tonghop.reading.bounds import bounds
from tonghop.reading.statements import Measure
from tonghop.reading.tokens import Token

_new: Final = tuple.__new__


def figures(
    text: str, tokens: list[Token], measures: Iterable[Measure], cells: Mapping[int, str]
) -> tuple[Figure, ...]:
    """Figures in text order, ids f1, f2, …; each measure learns its figure. `cells` are table places by offset."""
    by_start = {measure.token.start: measure for measure in measures}
    ids = {token.start: f"f{number}" for number, token in enumerate(tokens, 1)}
    result = []
    for token in tokens:
        measure = by_start.get(token.start)
        cell = cells.get(token.start)
        figure = _measured(text, measure, ids, cell) if measure else _noise(text, token, ids[token.start], cell)
        if measure:
            measure.figure = figure
        result.append(figure)
    return tuple(result)


def _noise(text: str, token: Token, identity: str, cell: str | None) -> Figure:
    printed = text[token.start : token.end]
    role = token.role or Role.OTHER
    # fmt: off
    return _figure((
        identity, token.start, token.end, printed, token.value, None, None, None, role, Hedge.EXACT,
        None, None, None, None, None, None, None, None, None, None, None, token.numeral, None, None, cell, None,
    ))
    # fmt: on


def _measured(text: str, measure: Measure, ids: dict[int, str], cell: str | None) -> Figure:
    token = measure.token
    low, high = bounds(measure)
    fields = (
        ids[token.start],
        token.start,
        token.end,
        text[token.start : token.end],
        token.number,
        low,
        high,
        token.unit,
        measure.role,
        measure.hedge,
        measure.basis,
        measure.subject,
        measure.indicator,
        measure.period,
        measure.as_of,
        ids.get(measure.of.token.start) if measure.of else None,
        measure.plan_of,
        measure.base_period,
        measure.direction,
        f"p{abs(token.pair)}" if token.pair is not None else None,
        token.pair_role,
        token.numeral,
        measure.place,
        ids.get(measure.footnote_of.token.start) if measure.footnote_of else None,
        cell,
        None,
    )
    return _figure(fields)


def _figure(fields: tuple[object, ...]) -> Figure:
    """The figure with these fields, all of them in order: Figure itself takes twice as long over its defaults."""
    return _new(Figure, fields)
