"""Footnotes: a note speaks of the figure before its mark."""

from tonghop.core.figure import Numeral
from tonghop.reading.layout import Kind
from tonghop.reading.statements import Measure, Statement


def tie(statements: list[Statement]) -> None:
    """Give the measures of a note the mark's figure as what they are a footnote of."""
    marked: dict[str, Measure] = {}
    for statement in statements:
        if statement.sentence.kind is Kind.NOTE:
            for measure in statement.measures:
                measure.footnote_of = marked.get(statement.sentence.mark or "")
            continue
        for at, token in statement.times:
            before = [measure for measure in statement.measures if measure.at < at]
            if token.numeral is Numeral.SUPERSCRIPT and before:
                marked.setdefault(token.label, before[-1])
