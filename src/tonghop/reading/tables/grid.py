"""A table as measures: every cell with a number becomes a token with its unit, role, basis, period and subject."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from tonghop.catalog.headers import headers
from tonghop.core.document import Cell, Table
from tonghop.core.figure import Basis, Direction, Role
from tonghop.reading.indicators import Around, Context, identify
from tonghop.reading.lexicon import Unit
from tonghop.reading.passages import Passage
from tonghop.reading.roles.quantities import plain_role
from tonghop.reading.scan import scan
from tonghop.reading.statements import Measure
from tonghop.reading.stretches import without_signs
from tonghop.reading.tables.cells import (
    NumberCell,
    counted_in,
    is_english,
    is_year,
    number_at,
    range_at,
    unit_of_table,
    without_remark,
)
from tonghop.reading.tables.columns import PERCENT, Column, Kind, base_period, is_only_time, period_in
from tonghop.reading.tables.frame import Frame, Row, frame_of
from tonghop.reading.tables.outline import parents_of
from tonghop.reading.tables.resolve import Comparison, Values, compare
from tonghop.reading.tables.stray import settled
from tonghop.reading.timing import Era
from tonghop.reading.tokens import Token

_ROLES = {
    Kind.PLAN: Role.PLAN_VALUE,
    Kind.PERCENT_OF_PLAN: Role.PERCENT_OF_PLAN,
    Kind.INDEX: Role.INDEX,
    Kind.GROWTH: Role.GROWTH,
    Kind.DELTA: Role.DELTA,
    Kind.SHARE: Role.SHARE,
    Kind.RATIO: Role.SHARE,
}
_DONE = (Kind.ACTUAL, Kind.ESTIMATE, Kind.PRIOR, Kind.PLAIN)
_CURRENT = (Kind.ACTUAL, Kind.ESTIMATE)
_PLACE = re.compile(r"(?:phường|xã|thị trấn|quận|huyện|thị xã|thành phố|đặc khu) \w", re.IGNORECASE)
_TITLE_LINES = 4
_LONGEST_TITLE = 200
_MINOR_MARKS = frozenset("-+•*")

Place = tuple[int, int]
"""(place of the row in the frame, index of the column)."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a table: its text, the era, the headings above it and the lines right above it (folded)."""

    text: str
    folded: str
    era: Era
    headings: tuple[str, ...]
    above: str


@dataclass(frozen=True, slots=True)
class Filled:
    """A table that has been read: its measures by place, those in the words of cells, and all tokens in text order."""

    frame: Frame
    comparisons: tuple[Comparison, ...]
    measures: Mapping[Place, Measure]
    worded: tuple[Measure, ...]
    tokens: tuple[Token, ...]
    references: Mapping[int, str]


def fill(table: Table, around: Surroundings) -> Filled | None:
    """Read a table, or None where it has no figures under a header."""
    frame = frame_of(table, around.text, around.folded, around.era)
    return _Filler(frame, around).fill() if frame else None


class _Filler:
    """Turns a frame into measures; holds what all cells of one table share."""

    def __init__(self, frame: Frame, around: Surroundings) -> None:
        self.frame, self.around = frame, around
        self.parents = tuple(parents_of(frame.rows))
        said = (self.read(cell) for row in frame.rows for cell in row.cells.values())
        self.english = is_english(said)
        self.unit = unit_of_table(f"{around.above}\n{frame.title}")
        self.period = _period_of(f"{around.above}\n{frame.title}", around.era)
        self.measures: dict[Place, Measure] = {}
        self.worded: list[Measure] = []
        self.tokens: list[Token] = []
        self.references: dict[int, str] = {}
        self.indicators: dict[int, set[str]] = {}
        self.above = Around()

    def fill(self) -> Filled:
        numbers, comparisons = self.compared()
        known = self.by_row(numbers)
        rows = tuple(
            settled(row, known.get(place, {}), self.frame.columns, comparisons)
            for place, row in enumerate(self.frame.rows)
        )
        if rows != self.frame.rows:
            self.frame = replace(self.frame, rows=rows)
            numbers, comparisons = self.compared()
        comparing = {comparison.column.index: comparison for comparison in comparisons}
        order = [*(c for c in self.frame.columns if c.index not in comparing), *(c.column for c in comparisons)]
        for column in order:
            for place, number in numbers.get(column.index, {}).items():
                self.measure(place, column, number, comparing.get(column.index))
        for cell in self.frame.above:
            self.rest(cell, ordinal=_is_mark(self.read(cell)))
        for place, row in enumerate(self.frame.rows):
            for index, cell in row.cells.items():
                self.words(place, self.frame.columns[index], cell)
        self.tokens.sort(key=lambda token: token.start)
        return Filled(self.frame, comparisons, self.measures, tuple(self.worded), tuple(self.tokens), self.references)

    def compared(self) -> tuple[dict[int, dict[int, NumberCell]], tuple[Comparison, ...]]:
        """(the numbers of each column by row, what they compare)."""
        valued = (column for column in self.frame.columns if column.kind.holds_values)
        numbers = {column.index: dict(self.numbers(column)) for column in valued}
        return numbers, tuple(compare(list(self.frame.columns), self.by_row(numbers)))

    def read(self, cell: Cell) -> str:
        return self.around.folded[cell.start : cell.end]

    def numbers(self, column: Column) -> Iterator[tuple[int, NumberCell]]:
        for place, row in enumerate(self.frame.rows):
            cell = row.cells.get(column.index)
            words = without_remark(self.read(cell)) if cell else ""
            if cell and (number := number_at(words, cell.start, english=self.english)):
                yield place, number

    def by_row(self, numbers: Mapping[int, Mapping[int, NumberCell]]) -> Values:
        """The numbers of each row in one unit, so that columns can be compared."""
        result: dict[int, dict[int, NumberCell]] = defaultdict(dict)
        for column in self.frame.columns:
            own = column.unit.factor if column.unit else Decimal(1)
            for place, number in numbers.get(column.index, {}).items():
                factor = number.unit.factor if number.unit else own
                result[place][column.index] = replace(number, value=number.value * factor, step=number.step * factor)
        return result

    def measure(self, place: int, column: Column, number: NumberCell, comparison: Comparison | None) -> None:
        row = self.frame.rows[place]
        measure = self.blank_measure(place, column, number)
        measure.plan_of = column.plan_of
        measure.of = self.compared_at(place, comparison)
        self.date(measure, row, column, comparison)
        self.name(measure, place, column)
        self.measures[place, column.index] = measure
        self.add(measure.token, row.cells[column.index])

    def compared_at(self, place: int, comparison: Comparison | None) -> Measure | None:
        """What a comparison speaks of in a row: the number of its column, where that is empty one done in the same time
        (`thực hiện` beside `ước thực hiện`), else in another."""
        current = comparison.current if comparison else None
        if current is None:
            return None
        done = [c for c in self.frame.columns if c.kind in _CURRENT and current.kind in _CURRENT and not c.as_of]
        done.sort(key=lambda column: column.period != current.period)
        return next((m for c in (current, *done) if (m := self.measures.get((place, c.index)))), None)

    def blank_measure(self, place: int, column: Column, number: NumberCell) -> Measure:
        """The measure of a number with its role, but without its time and name."""
        row = self.frame.rows[place]
        unit = self.unit_of(row, column, number)
        named = self.role_by_name(place) if column.kind in _DONE and unit and unit.kind == "percent" else None
        token = _token(number, unit, signed=column.kind.holds_quantities and named is None)
        measure = Measure(token, row.name.lower(), "", (), 0, 0)
        measure.hedge = number.hedge
        measure.role = named or _ROLES.get(column.kind) or _role_of_unit(measure)
        if column.kind in (Kind.DELTA, Kind.GROWTH) or named:
            measure.direction = number.direction or _direction(row.name.lower() if named else column.header)
        if measure.role is Role.GROWTH and number.direction is Direction.DOWN:
            measure.role = Role.DECLINE
        return measure

    def role_by_name(self, place: int) -> Role | None:
        """What the names of rows make of percentages: `tốc độ tăng …` a growth, also of its parts, `… giảm` a delta."""
        words = headers().rows
        names = [self.frame.rows[row].name.lower() for row in (place, *self.ancestors(place))]
        if any(words["growth"].match(name) for name in names):
            return Role.GROWTH
        bare = names[0].split("(")[0].rstrip(" :")
        return Role.DELTA if any(match.end() == len(bare) for match in words["change"].finditer(bare)) else None

    def unit_of(self, row: Row, column: Column, number: NumberCell) -> Unit | None:
        if column.kind.is_percent:
            return PERCENT
        return number.unit or row.unit or column.unit or counted_in(row.name.lower()) or self.unit

    def date(self, measure: Measure, row: Row, column: Column, comparison: Comparison | None) -> None:
        named = period_in(row.name.lower(), self.around.era) if is_only_time(row.name.lower()) else None
        measure.basis = column.basis or Basis.ACTUAL
        measure.period, measure.as_of = column.period or named or self.period, column.as_of
        if measure.of:
            measure.basis, measure.period, measure.as_of = measure.of.basis, measure.of.period, measure.of.as_of
        if comparison and column.kind in (Kind.INDEX, Kind.GROWTH, Kind.DELTA):
            base, current = comparison.base, comparison.current
            same = current is None or current.period in (None, measure.period)
            measure.base_period = (same and base and base.period) or base_period(column.header, measure.period)

    def name(self, measure: Measure, place: int, column: Column) -> None:
        row = self.frame.rows[place]
        above = self.ancestors(place)
        parent = next((m for row_above in above if (m := self.measures.get((row_above, column.index)))), None)
        title = tuple(self.frame.rows[row_above].name for row_above in reversed(above))
        own = row.name if column.kind is not Kind.PLAIN else " ".join(filter(None, (column.header, row.name)))
        minor = row.mark in _MINOR_MARKS and title
        measure.subject = f"{title[-1].rstrip(' :')}: {own}" if minor else own or None
        measure.place = row.name if _PLACE.match(row.name) else None
        if measure.of:
            measure.indicator = measure.of.indicator
            return
        spoken = (f"{column.header} {row.name}", own) if column.header and self.of_place(row) else (own,)
        told = (self.identify(measure, words, title, parent, column) for words in dict.fromkeys(spoken))
        measure.indicator = next(filter(None, told), None)

    def of_place(self, row: Row) -> bool:
        """Whether a row tells of a place, or of all of them: what is counted then stands in the header."""
        return bool(_PLACE.match(row.name) or headers().rows["total"].match(row.name.lower()))

    def identify(
        self, measure: Measure, own: str, title: tuple[str, ...], parent: Measure | None, column: Column
    ) -> str | None:
        """The indicator of a quantity by its row's name; one row only can be it, unless the rows are places."""
        named = own.lower() + " "
        context = Context(
            passage=Passage(without_signs(named)),
            start=len(named),
            end=len(named),
            unit=measure.unit,
            role=(_role_of_unit(measure) if measure.role is Role.PLAN_VALUE else measure.role).value,
            parent=parent.indicator if parent else None,
            around=self.above.of((*self.around.headings, *(name.lower() for name in title))),
        )
        found = identify(context)
        known = self.indicators.setdefault(column.index, set())
        if measure.place:
            return found
        if found in known:
            return None
        known.add(found or "")
        return found

    def ancestors(self, place: int) -> list[int]:
        result = []
        parent = self.parents[place]
        while parent is not None:
            result.append(parent)
            parent = self.parents[parent]
        return result

    def add(self, token: Token, cell: Cell) -> None:
        self.tokens.append(token)
        self.references[token.start] = cell.reference or f"{cell.row},{cell.column}"

    def words(self, place: int, column: Column, cell: Cell) -> None:
        """The numbers of a cell that no measure has been made of: of a range, of words, or behind its number."""
        printed = self.read(cell)
        known = (place, column.index) in self.measures
        if column.kind.holds_values and (ends := range_at(printed, cell.start, english=self.english)):
            self.range(place, column, cell, ends)
        else:
            start = len(without_remark(printed)) if known else 0
            measured = column.kind is Kind.NOTE or column.kind.holds_values
            row = self.frame.rows[place] if measured else None
            self.rest(replace(cell, start=cell.start + start), row, column, ordinal=column.kind is Kind.ORDINAL)

    def range(self, place: int, column: Column, cell: Cell, ends: tuple[NumberCell, NumberCell]) -> None:
        for end, side in zip(ends, ("from", "to"), strict=True):
            measure = self.blank_measure(place, column, end)
            measure.token.pair, measure.token.pair_role = ends[0].start, side
            self.date(measure, self.frame.rows[place], column, None)
            measure.subject = self.frame.rows[place].name or None
            self.worded.append(measure)
            self.add(measure.token, cell)

    def rest(self, cell: Cell, row: Row | None = None, column: Column | None = None, *, ordinal: bool = False) -> None:
        """The numbers of a cell that is more than a number: ordinals, years, and what its words measure of `row`."""
        for token in scan(self.around.text[cell.start : cell.end], self.read(cell)):
            pair = token.pair + len(self.around.text) + cell.start if token.pair is not None else None
            token.start, token.end, token.pair = token.start + cell.start, token.end + cell.start, pair
            if row and token.role is None and (token.unit_kind != "bare" or pair is not None):
                self.worded.append(self.in_words(token, row, column))
            else:
                token.role = Role.ORDINAL if ordinal else token.role or Role.OTHER
                token.value, token.pair = self.with_year(token.value), None
            self.add(token, cell)

    def with_year(self, value: Decimal | str) -> Decimal | str:
        year = self.around.era.year
        return value.replace("?", year) if year and isinstance(value, str) and value.startswith("?") else value

    def in_words(self, token: Token, row: Row, column: Column | None) -> Measure:
        unit = row.unit or self.unit
        if token.unit_kind == "bare" and unit and unit.kind == "count":
            token.unit, token.unit_kind = unit.name, unit.kind
        measure = Measure(token, "", "", (), 0, 0)
        measure.basis, measure.period, measure.subject = Basis.ACTUAL, self.period, row.name or None
        measure.role = _role_of_unit(measure)
        if measure.role is Role.COUNT and token.pair_role in ("numerator", "denominator"):
            measure.role = Role.FRACTION
        elif column and (column.kind is Kind.PLAN or column.kind in _DONE):
            self.date(measure, row, column, None)
            measure.role = _ROLES.get(column.kind, measure.role)
        return measure


def _period_of(above: str, era: Era) -> str | None:
    """The period that the title of a table names, before what it compares with, else the document's; a title does not
    end like a sentence."""
    prior = headers().values["prior"]
    lines = [line.strip() for line in above.split("\n") if line.strip()]
    for line in reversed(lines[-_TITLE_LINES:]):
        if line.endswith((".", ";")) or len(line) > _LONGEST_TITLE:
            break
        if found := period_in(prior.split(line)[0], era):
            return found
    return era.period


def _is_mark(printed: str) -> bool:
    return not is_year(printed) and re.fullmatch(r"[\s\d()=/*x+:%-]+", printed) is not None


def _token(number: NumberCell, unit: Unit | None, *, signed: bool) -> Token:
    value, step = number.value, number.step
    counted = unit is not None and unit.kind == "count" and unit.factor == 1
    if counted and step < 1 and number.other is not None and number.other == number.other.to_integral_value():
        value, step = number.other, Decimal(1)
    factor = unit.factor if unit else Decimal(1)
    if signed and number.direction is Direction.DOWN:
        value = -value
    return Token(
        number.start,
        number.end,
        value * factor,
        step=step * factor,
        unit=unit.name if unit else None,
        unit_kind=unit.kind if unit else "bare",
    )


def _role_of_unit(measure: Measure) -> Role:
    """What the unit alone makes of a number: a percentage of unknown sense is a share; so many in a thousand is a rate,
    as is a part of a thing counted (27,5 beds)."""
    if measure.is_percent:
        return Role.SHARE if measure.unit == PERCENT.name else Role.RATE
    role = plain_role(measure)
    return Role.RATE if role is Role.COUNT and measure.token.step < 1 else role


def _direction(header: str) -> Direction:
    return Direction.DOWN if "giảm" in header and "tăng" not in header else Direction.UP
