"""The time of each section: a heading that names a part of the year (`A. Kết quả 6 tháng đầu năm 2024`) gives it."""

from collections.abc import Iterator

from tonghop.core.figure import Role
from tonghop.core.period import is_part_of_year
from tonghop.reading.layout import Kind
from tonghop.reading.statements import Statement
from tonghop.reading.timing.era import Era, resolve


def eras(statements: list[Statement], whole: Era) -> Iterator[Era]:
    """The time that every statement in turn stands under, `whole` being that of the document."""
    named: dict[str, Era] = {}
    for statement in statements:
        if statement.sentence.kind is Kind.HEADING and (period := _part_of_year(statement, whole)):
            named[statement.folded] = Era(period, whole.year)
        titles = reversed(statement.headings) if named else ()
        yield next((named[title] for title in titles if title in named), whole)


def _part_of_year(heading: Statement, whole: Era) -> str | None:
    """The one part of a year that a heading names; None where it names several."""
    told = {resolve(str(token.value), heading, at, whole) for at, token in heading.times if token.role is Role.PERIOD}
    parts = [period for period in told if is_part_of_year(period)]
    return parts[0] if len(parts) == 1 else None
