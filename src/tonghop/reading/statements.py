"""Sentences as rows of measures with the words between them: the ground on which roles and relations stand."""

import re
from decimal import Decimal
from typing import Final

from tonghop.core.figure import Basis, Direction, Figure, Hedge, Role
from tonghop.reading.layout import Kind, Sentence
from tonghop.reading.tokens import Token

_NESTING_MARKS: Final = ("(", ")", "[", "]", ";")
_NESTING: Final = re.compile(r"[()\[\];]")
_DEEPEST: Final = 16
_NEAR: Final = 12
_OF_PLANS: Final = frozenset({"money", "area", "mass", "length", "volume", "count"})
_BRACKETS: Final = re.compile(r"\([^()]*\)")


class Measure:
    """A figure in the making: a measuring token, the words before and after it up to its neighbours, and its nesting.

    `path` names the parentheses it stands in, outermost first; `clause` counts the semicolons before it.
    """

    role: Role = Role.COUNT
    hedge: Hedge = Hedge.EXACT
    basis: Basis | None = None
    of: "Measure | None" = None
    partner: "Measure | None" = None
    plan_of: str | None = None
    period: str | None = None
    as_of: str | None = None
    base_period: str | None = None
    direction: Direction | None = None
    subject: str | None = None
    indicator: str | None = None
    place: str | None = None
    parent: "Measure | None" = None
    footnote_of: "Measure | None" = None
    limits: tuple[Decimal, Decimal] | None = None
    figure: Figure | None = None

    def __init__(self, token: Token, before: str, after: str, path: tuple[int, ...], clause: int, at: int) -> None:
        self.token = token
        self.before = before
        self.after = after
        self.path = path
        self.clause = clause
        self.at = at

    @property
    def unit(self) -> str | None:
        """The canonical unit or counted noun."""
        return self.token.unit

    @property
    def is_percent(self) -> bool:
        """Whether it is a percentage of whatever role."""
        return self.token.unit_kind == "percent"

    @property
    def id(self) -> str:
        """The id of the finished figure."""
        assert self.figure
        return self.figure.id


class Statement:
    """One sentence: its folded text in one piece, its measures and times in order.

    Of the times, `governing` are those that say when something was true. `previous` is the sentence before it in its
    paragraph, `above` the one before it in the text, `note_of` the one that a note belongs to. `level` is
    how deep it stands in an outline, 0 until that is asked.
    """

    previous: "Statement | None" = None
    above: "Statement | None" = None
    note_of: "Statement | None" = None
    level: int = 0

    def __init__(self, sentence: Sentence, folded: str, printed: str) -> None:
        self.sentence = sentence
        self.folded = folded
        self.printed = printed
        self.measures: list[Measure] = []
        self.times: list[tuple[int, Token]] = []
        self.governing: list[tuple[int, Token]] = []

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings above, outermost first."""
        return self.sentence.headings

    def between(self, first: Measure, second: Measure) -> str:
        """The folded words from the end of one measure to the start of another."""
        return self.folded[self.end_of(first) : second.at]

    def told_before(self, measure: Measure) -> list[Measure]:
        """The measures of the sentence before it in its paragraph, then its own up to one of them."""
        earlier = self.previous.measures if self.previous else []
        return [*earlier, *self.measures[: self.place_of(measure)]]

    def place_of(self, measure: Measure) -> int:
        """Which of its measures it is, from 0."""
        return next(place for place, own in enumerate(self.measures) if own is measure)

    def end_of(self, measure: Measure) -> int:
        """Where a measure ends in the folded text."""
        return measure.at + measure.token.end - measure.token.start


_SAME_PERIOD: Final = "cùng kỳ"
_BEFORE_THIS: Final = " trước"
_SAID_OF_ANOTHER: Final = re.compile(r"\*?\s*(?:cùng kỳ|(?:năm|kỳ) trước(?! chuyển| còn| tồn))")
_UP_TO_BRACKET: Final = re.compile(r"(?:(?:năm )?20\d\d|[^,;()\d]){0,20}")


def in_same_period(statement: Statement, measure: Measure) -> bool:
    """Whether a measure stands in a bracket on the same period of the year before: `(cùng kỳ năm 2023 đạt 30,3%)`, or
    in one right behind its name: `cùng kỳ năm 2023 (30,3%)`."""
    folded = statement.folded
    opened = folded.rfind("(", 0, measure.at) if measure.path else -1
    inside = folded[opened + 1 : measure.at] if opened >= 0 else ")"
    if ")" in inside:
        return False
    if (_SAME_PERIOD in inside or _BEFORE_THIS in inside) and _SAID_OF_ANOTHER.match(inside):
        return True
    told = -1 if inside.removeprefix("*").strip() else folded.rfind(_SAME_PERIOD, 0, opened)
    return told >= 0 and _UP_TO_BRACKET.fullmatch(folded, told + len(_SAME_PERIOD), opened) is not None


def build(text: str, folded: str, sentences: list[Sentence], tokens: list[Token]) -> list[Statement]:
    """Statements in text order; every token of running text belongs to exactly one."""
    result: list[Statement] = []
    placed = _place(sentences, tokens)
    for sentence, inside in zip(sentences, placed, strict=True):
        statement = Statement(sentence, _joined(folded, sentence), _joined(text, sentence))
        if inside:
            _fill(statement, inside)
        before = result[-1] if result else None
        if before and sentence.kind is not Kind.HEADING:
            statement.above = before
            statement.previous = before if before.sentence.paragraph == sentence.paragraph else None
        result.append(statement)
    return result


def _joined(text: str, sentence: Sentence) -> str:
    """The pieces of a sentence in one."""
    spans = sentence.spans
    if len(spans) == 1:
        start, end = spans[0]
        return text[start:end]
    return " ".join([text[start:end] for start, end in spans])


def _place(sentences: list[Sentence], tokens: list[Token]) -> list[list[Token]]:
    """The tokens in each sentence; one between the sentences is in none."""
    spans = [(start, end, index) for index, sentence in enumerate(sentences) for start, end in sentence.spans]
    placed: list[list[Token]] = [[] for _ in sentences]
    passed = 0
    for start, end, index in sorted(spans):
        while passed < len(tokens) and tokens[passed].start < end:
            if tokens[passed].start >= start:
                placed[index].append(tokens[passed])
            passed += 1
    return placed


def _offset(sentence: Sentence, position: int) -> int:
    passed = 0
    for start, end in sentence.spans:
        if position < end:
            return passed + position - start
        passed += end - start + 1
    raise ValueError(f"{position} is not in the sentence")


def _fill(statement: Statement, tokens: list[Token]) -> None:
    path: list[int] = []
    opened = clause = 0
    last_end = 0
    for token in tokens:
        at = _offset(statement.sentence, token.start)
        if token.role is not None:
            statement.times.append((at, token))
            continue
        gap = statement.folded[last_end:at]
        for mark in _NESTING.findall(gap) if any(mark in gap for mark in _NESTING_MARKS) else ():
            if mark in "([":
                opened += 1
                path = [*path, opened][-_DEEPEST:]
            elif mark in ")]" and path:
                path.pop()
            elif mark == ";" and not path:
                clause += 1
        if statement.measures:
            statement.measures[-1].after = gap
        statement.measures.append(Measure(token, gap, "", tuple(path), clause, at))
        last_end = at + token.end - token.start
    if statement.measures:
        statement.measures[-1].after = statement.folded[last_end:]
    _pair(statement)


def _pair(statement: Statement) -> None:
    for index, second in enumerate(statement.measures):
        first = _last_beside(statement.measures, index)
        if first is None:
            continue
        if _against_plan(statement, first, second):
            number = -first.token.start - 1
            first.token.pair, first.token.pair_role = number, "numerator"
            second.token.pair, second.token.pair_role = number, "denominator"
        if first.token.pair is not None and first.token.pair == second.token.pair:
            first.partner, second.partner = second, first


def _last_beside(measures: list[Measure], index: int) -> Measure | None:
    """The nearest measure before one that stands in the same parentheses."""
    for place in range(index - 1, max(0, index - _NEAR) - 1, -1):
        if measures[place].path == measures[index].path:
            return measures[place]
    return None


def _against_plan(statement: Statement, first: Measure, second: Measure) -> bool:
    """`4.862 triệu đồng/8.150 triệu đồng`, `17.919 con/14.066 con`, `418 đơn vị máu/400 đơn vị`: two quantities of one
    unit with a slash between."""
    if first.token.unit_kind not in _OF_PLANS or first.token.pair is not None or second.token.pair is not None:
        return False
    between = statement.between(first, second)
    if "/" not in between:
        return False
    shortened = second.token.unit_kind == "count" and (first.token.unit or "").startswith(f"{second.token.unit} ")
    if first.token.unit != second.token.unit and not shortened:
        return False
    return _BRACKETS.sub("", between).strip() == "/"


def with_unit(measure: Measure, unit: str, kind: str) -> None:
    """Give a bare measure the unit that its neighbour shows it to have."""
    measure.token.unit, measure.token.unit_kind = unit, kind
    measure.limits = None
