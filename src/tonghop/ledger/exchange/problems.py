"""The wrong rows of a file: the first of them at hand, all of them on disk."""

import csv
import shutil
import tempfile
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import Self

from tonghop.core.errors import Refusal
from tonghop.ledger.exchange.errors import Problem, RefusedFile

_SHOWN = 50
_IN_MEMORY = 1 << 20


class Problems:
    """What is wrong with the rows of the file `name`."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._first: list[Problem] = []
        self._all = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115
        self._text = TextIOWrapper(self._all, "utf-8-sig", newline="")
        self._writer = csv.writer(self._text, delimiter=";")
        self._writer.writerow(("Dòng", "Nội dung sai"))
        self.count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._text.close()

    def add(self, row: int, error: Refusal) -> None:
        """One more wrong row."""
        self.count += 1
        self._writer.writerow((row, error.sentence(str)))
        if len(self._first) < _SHOWN:
            self._first.append(Problem(row, error))

    def refuse(self, place: Path | None = None) -> None:
        """Raise RefusedFile where there are problems, having written all of them into the file `place` as CSV."""
        if not self.count:
            return
        if place:
            self._text.flush()
            self._all.seek(0)
            with place.open("wb") as file:
                shutil.copyfileobj(self._all, file)
        raise RefusedFile(self._name, self._first, self.count, place)
