"""What a headline says first and the text below says again, often exactly what the headline rounds."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from tonghop.core.figure import Hedge, Role
from tonghop.reading.layout import Kind
from tonghop.reading.numerals import last_nonzero_step
from tonghop.reading.relations.slips import is_swapped
from tonghop.reading.relations.spans import span
from tonghop.reading.relations.units import same_kind
from tonghop.reading.roles.qualifying import content_words
from tonghop.reading.statements import Measure, Statement

_FIRST: Final = 6
_LONGEST: Final = 200
_REACH: Final = 16
_SENTENCE_END: Final = (".", ";", ":", ",", "!")
_TELLING: Final = 10
_SHARED: Final = 2
_AROUND: Final = 240
_NOT_SAID_AGAIN: Final = frozenset({Role.RANK, Role.SCORE})


def headlines(statements: Sequence[Statement]) -> Iterator[list[Measure]]:
    """Pairs of a measure in a headline and the first one below that states the same among the same words."""
    for measure, words, below in _told(statements):
        if again := _said_again(measure, words, below):
            yield [measure, again]


def misprinted(statements: Sequence[Statement]) -> Iterator[list[Measure]]:
    """Pairs of a measure in a headline and one among the same words below with two digits exchanged."""
    for measure, words, below in _told(statements):
        if not measure.is_percent and not _said_again(measure, words, below):
            numbers = ((statement, other) for statement in below for other in statement.measures)
            slips = (other for statement, other in numbers if _is_slip(statement, other, measure, words))
            yield from ([measure, other] for other in islice(slips, 1))


def _told(statements: Sequence[Statement]) -> Iterator[tuple[Measure, set[str], Sequence[Statement]]]:
    """The measures of headlines, each with the words of its headline and the statements below."""
    for index, statement in enumerate(statements):
        if statement.measures and _is_headline(statement, index):
            words = content_words(statement.folded)
            for measure in statement.measures:
                yield measure, words, statements[index + 1 : index + 1 + _REACH]


def _is_slip(statement: Statement, other: Measure, first: Measure, words: set[str]) -> bool:
    alike = other.unit == first.unit and other.role is first.role and other.partner is None
    exact = first.hedge is other.hedge is Hedge.EXACT
    return alike and exact and is_swapped(first, other) and _told_alike(statement, other, words, telling=False)


def _is_headline(statement: Statement, index: int) -> bool:
    """Whether a statement is a heading, or a short line at the beginning of the text that is no sentence."""
    if statement.sentence.kind is Kind.HEADING:
        return True
    printed = statement.printed.rstrip()
    return index < _FIRST and len(printed) < _LONGEST and not printed.endswith(_SENTENCE_END)


def _said_again(first: Measure, words: set[str], below: Sequence[Statement]) -> Measure | None:
    step = last_nonzero_step(first.token.number) if first.token.number else first.token.number
    rounded = first.token.number >= step * _TELLING
    for equal in (True, False) if rounded else (True,):
        for statement in below:
            for measure in statement.measures:
                alike = measure.token.number == first.token.number if equal else _overlap(first, measure)
                if (
                    alike
                    and _is_of_one_kind(first, measure)
                    and _told_alike(statement, measure, words, telling=rounded)
                ):
                    return measure
    return None


def _overlap(first: Measure, second: Measure) -> bool:
    """Whether one is what the other rounds."""
    if first.hedge is Hedge.EXACT and first.token.step == second.token.step:
        return False
    (low, high), (least, most) = span(first), span(second)
    return low <= most and least <= high


def _is_of_one_kind(first: Measure, second: Measure) -> bool:
    if _NOT_SAID_AGAIN & {first.role, second.role} or second.token.pair_role == "denominator":
        return False
    return first.is_percent == second.is_percent and (first.is_percent or same_kind(first, second))


def _told_alike(statement: Statement, measure: Measure, words: set[str], *, telling: bool) -> bool:
    """Whether the words around a measure are those of the headline: some, or half where its number tells little."""
    around = statement.folded[max(0, measure.at - _AROUND) : statement.end_of(measure) + _AROUND // 4]
    shared = len(words & content_words(around))
    return shared >= _SHARED and (telling or shared * 2 >= len(words))
