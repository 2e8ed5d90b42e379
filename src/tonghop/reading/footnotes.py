"""Footnotes: a note speaks of the figure before its mark."""

from tonghop.core.figure import Numeral, Role
from tonghop.reading.layout import Kind
from tonghop.reading.statements import Measure, Statement
from tonghop.reading.tokens import Token


def tie(statements: list[Statement]) -> None:
    """Give the measures of a note the mark's figure as what they are a footnote of, and the note its sentence."""
    marked: dict[str, tuple[Measure, Statement]] = {}
    for statement in statements:
        if statement.sentence.kind is Kind.NOTE:
            owner = marked.get(statement.sentence.mark or "")
            if owner:
                statement.note_of = owner[1]
                for measure in statement.measures:
                    measure.footnote_of = owner[0]
            continue
        for at, token in statement.times:
            before = [measure for measure in statement.measures if measure.at < at]
            if before and (mark := _mark(statement, at, token)):
                marked.setdefault(mark, (before[-1], statement))


def _mark(statement: Statement, at: int, token: Token) -> str:
    """The mark of a note as a raised number or one in square brackets, else nothing."""
    if token.numeral is Numeral.SUPERSCRIPT:
        return token.label
    end = at + token.end - token.start
    bracketed = token.role is Role.NAME and statement.folded[at - 1 : at] + statement.folded[end : end + 1] == "[]"
    return str(token.value) if bracketed else ""
