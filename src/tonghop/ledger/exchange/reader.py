"""Reading a file of figures: once through, its rows kept aside on disk until the form of its numbers is known."""

import pickle
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tonghop.core import numbers
from tonghop.core.fact import Cell, Fact
from tonghop.core.numbers import BOTH, Form
from tonghop.ledger.exchange.directory import Directory
from tonghop.ledger.exchange.errors import RowError
from tonghop.ledger.exchange.problems import Problems
from tonghop.ledger.exchange.rows import Parser, Row, explains_dash
from tonghop.ledger.exchange.sheets import Heading, Sheet, sheet
from tonghop.ledger.exchange.words import Column

_IN_MEMORY = 8 << 20
Opener = Callable[[Path], Sheet]
"""What opens a file of figures: `sheet`, or another process that does it."""


@dataclass(frozen=True)
class Figures:
    """A file that has been opened: its heading, and its facts one after the other with the numbers of their rows."""

    heading: Heading
    _kept: IO[bytes]
    _parser: Parser

    def facts(self, report: Callable[[int, RowError], None]) -> Iterator[tuple[int, Fact]]:
        """The facts of the rows; what is wrong with the others goes to `report`."""
        self._kept.seek(0)
        while (item := _next(self._kept)) is not None:
            number, row = item
            try:
                yield number, self._parser.fact(row)
            except RowError as error:
                report(number, error)


@contextmanager
def figures(path: Path, directory: Directory, opening: Opener = sheet) -> Iterator[Figures]:
    """The figures of a file; raises UnknownFormat, WrongTemplate."""
    found = opening(path)
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as kept:
        common = _keep(found, kept)
        yield Figures(found.heading, kept, Parser(directory, common, explains_dash(found.heading.notes)))


def _keep(found: Sheet, kept: IO[bytes]) -> Form:
    """Put the rows aside; the form that the file declares for its numbers, else the one that they share."""
    common = BOTH
    for number, row in found.rows:
        pickle.dump((number, row), kept, pickle.HIGHEST_PROTOCOL)
        written = row.get(Column.VALUE)
        if isinstance(written, str) and common:
            common &= numbers.forms_of(numbers.clean(written)) or common
    return found.heading.numbers if found.heading.numbers is not BOTH else common


def _next(kept: IO[bytes]) -> tuple[int, Row] | None:
    try:
        item: tuple[int, Row] = pickle.load(kept)
    except EOFError:
        return None
    return item


def read(path: Path, directory: Directory | None = None, opening: Opener = sheet) -> dict[Cell, Fact]:
    """The facts of a file by their cells; raises RefusedFile where a row is wrong or gives a cell again."""
    found: dict[Cell, Fact] = {}
    places: Mapping[Cell, int]
    with Problems(path.name) as problems, figures(path, directory or Directory.load(), opening) as opened:
        places = {}
        for number, fact in opened.facts(problems.add):
            if fact.cell in places:
                problems.add(number, RowError("Trùng ô số liệu với dòng {row}.", row=places[fact.cell]))
            places[fact.cell] = number
            found[fact.cell] = fact
        problems.refuse()
    return found
