"""From a source to a document: the steps of reading, in order."""

from itertools import chain

from tonghop.core.document import Document, Source
from tonghop.core.figure import Figure, Role
from tonghop.core.relation import Certainty, Relation
from tonghop.core.relation import Statement as Stated
from tonghop.reading import layout, roles, statements, subjects, timing
from tonghop.reading.bounds import bounds
from tonghop.reading.metadata import describe
from tonghop.reading.relations import groups, links, lists, repeats, sums
from tonghop.reading.scan import scan
from tonghop.reading.shadow import shadow
from tonghop.reading.statements import Measure, Statement
from tonghop.reading.tokens import Token


def read_source(source: Source) -> Document:
    """All figures and stated relations of a source."""
    folded = shadow(source.text)
    tokens = scan(source.text, folded)
    rows = statements.build(source.text, folded, layout.sentences(source, folded), tokens)
    era = timing.era_of(rows)
    for row in rows:
        roles.assign(row)
    timing.assign(rows, era)
    found = groups.find(rows)
    for group in found:
        timing.settle(group.total, group.parts, rows)
    for row in rows:
        subjects.assign(row)
    figures = _figures(source.text, tokens, rows)
    relations = _relations(rows, found)
    return describe(source, folded, era.period, figures, relations)


def _relations(rows: list[Statement], found: list[groups.Group]) -> tuple[Relation, ...]:
    """Every relation the words state, once, ids r1, r2, …"""
    seen: dict[Stated, tuple[Certainty, str]] = {}
    for stated, certainty, hint in chain(
        sums.relations(rows, found), links.relations(rows), repeats.relations(rows, found), lists.relations(rows)
    ):
        seen.setdefault(stated, (certainty, hint))
    return tuple(Relation(f"r{number}", stated, "text", *why) for number, (stated, why) in enumerate(seen.items(), 1))


def _figures(text: str, tokens: list[Token], rows: list[Statement]) -> tuple[Figure, ...]:
    """Finished figures in text order, ids f1, f2, …"""
    measures = {measure.token.start: measure for row in rows for measure in row.measures}
    ids = {token.start: f"f{number}" for number, token in enumerate(tokens, 1)}
    result = []
    for token in tokens:
        measure = measures.get(token.start)
        figure = _measured(text, measure, ids) if measure else _noise(text, token, ids[token.start])
        if measure:
            measure.figure = figure
        result.append(figure)
    return tuple(result)


def _noise(text: str, token: Token, identity: str) -> Figure:
    role = token.role or Role.OTHER
    return Figure(identity, token.start, token.end, text[token.start : token.end], token.value, None, None, None, role, numeral=token.numeral)


def _measured(text: str, measure: Measure, ids: dict[int, str]) -> Figure:
    token = measure.token
    low, high = bounds(measure)
    return Figure(
        id=ids[token.start],
        start=token.start,
        end=token.end,
        text=text[token.start : token.end],
        value=token.number,
        low=low,
        high=high,
        unit=measure.unit,
        role=measure.role,
        hedge=measure.hedge,
        basis=measure.basis,
        subject=measure.subject,
        indicator=measure.indicator,
        period=measure.period,
        as_of=measure.as_of,
        of=ids[measure.of.token.start] if measure.of else None,
        plan_of=measure.plan_of,
        base_period=measure.base_period,
        direction=measure.direction,
        pair=f"p{abs(token.pair)}" if token.pair is not None else None,
        pair_role=token.pair_role,
        numeral=token.numeral,
        place=measure.place,
    )
