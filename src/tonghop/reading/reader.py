"""From a source to a document: the steps of reading, in order."""

import gc
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from tonghop.core.document import Document, Source
from tonghop.core.relation import Certainty, Relation
from tonghop.core.relation import Statement as Stated
from tonghop.reading import finish, footnotes, layout, roles, statements, subjects, timing
from tonghop.reading.confidence import with_confidence
from tonghop.reading.metadata import describe
from tonghop.reading.relations import balances, links, lists, plans, points, repeats, sums
from tonghop.reading.relations.groups import Group
from tonghop.reading.relations.totals import find_groups
from tonghop.reading.scan import scan
from tonghop.reading.shadow import shadow
from tonghop.reading.statements import Statement
from tonghop.reading.tables import find_tables, read_tables, with_tables
from tonghop.reading.words import scan_words


def read_source(source: Source) -> Document:
    """All figures and stated relations of a source.

    Nearly all that is made on the way is kept to its end: looking for garbage meanwhile would find none.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _read(source)
    finally:
        if collecting:
            gc.enable()


def _read(source: Source) -> Document:
    folded = shadow(source.text)
    tokens = scan_words(source.text, folded, scan(source.text, folded))
    laid = replace(source, tables=find_tables(source, folded))
    rows = statements.build(source.text, folded, layout.sentences(laid, folded), tokens)
    era = timing.era_of(rows)
    grids = read_tables(laid, folded, era)
    tokens = with_tables(tokens, grids)
    footnotes.tie(rows)
    found = _understand(rows, era)
    inside = [measure for grid in grids for measure in grid.measures]
    cells = {start: cell for grid in grids for start, cell in grid.cells.items()}
    measures = chain((measure for row in rows for measure in row.measures), inside)
    figures = with_confidence(finish.figures(source.text, tokens, measures, cells), source.recognised)
    stated = chain(
        _stated("text", _in_sentences(rows, found)),
        _stated("table", ((statement, certainty, "") for grid in grids for statement, certainty in grid.statements())),
        _stated("text", repeats.relations(rows, found, inside)),
    )
    return describe(source, folded, era.period, figures, _numbered(stated))


def _understand(rows: list[Statement], era: timing.Era) -> list[Group]:
    """Fill in the measures of all statements; returns the totals with their parts."""
    told = [row for row in rows if row.measures]
    for row in told:
        roles.assign(row)
    timing.assign(rows, era)
    found = find_groups(rows)
    for group in found:
        timing.settle(group.total, group.parts, rows, era)
    subjects.assign(told, subjects.title_of(rows))
    return found


def _in_sentences(rows: list[Statement], found: list[Group]) -> Iterable[tuple[Stated, Certainty, str]]:
    return chain(
        sums.relations(rows, found),
        links.relations(rows),
        plans.relations(rows),
        points.relations(rows),
        balances.relations(rows),
        lists.relations(rows),
    )


def _stated(
    origin: str, found: Iterable[tuple[Stated, Certainty, str]]
) -> Iterable[tuple[Stated, tuple[str, Certainty, str]]]:
    return ((statement, (origin, certainty, hint)) for statement, certainty, hint in found)


def _numbered(stated: Iterable[tuple[Stated, tuple[str, Certainty, str]]]) -> tuple[Relation, ...]:
    """Every relation once, as it was first said, ids r1, r2, …"""
    seen: dict[Stated, tuple[str, Certainty, str]] = {}
    for statement, why in stated:
        seen.setdefault(statement, why)
    return tuple(Relation(f"r{number}", statement, *why) for number, (statement, why) in enumerate(seen.items(), 1))
