"""What is refused of a file of figures, and where in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tonghop.core.errors import Refusal
from tonghop.ledger.errors import LedgerError


class RowError(Refusal):
    """Something wrong with one row: what, and what to do."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a row of the file (numbered from 1 as the file shows it)."""

    row: int
    error: Refusal

    def sentence(self, say: Callable[[str], str]) -> str:
        """The problem in the language of `say`."""
        return say("Dòng {row}: {problem}").format(row=self.row, problem=self.error.sentence(say))


class RefusedFile(LedgerError):
    """A file of which nothing was written: `first` problems of `count`, all of them in the file `place`, if any."""

    def __init__(self, name: str, first: Sequence[Problem], count: int, place: Path | None) -> None:
        super().__init__("Tệp {name} có {count} dòng sai nên không ghi dòng nào.", name=name, count=count)
        self.first, self.count, self.place = tuple(first), count, place

    def sentence(self, say: Callable[[str], str]) -> str:
        """The first problems line by line, and where the others are."""
        lines = [super().sentence(say), *(problem.sentence(say) for problem in self.first)]
        if self.count > len(self.first):
            lines.append(say("… và {count} dòng sai khác.").format(count=self.count - len(self.first)))
        if self.place:
            lines.append(say("Danh sách đầy đủ các dòng sai: {place}").format(place=self.place))
        return "\n".join(lines)


class WrongTemplate(LedgerError):
    """A file that is not of the form asked for."""


class UnknownFormat(LedgerError):
    """A file that is neither xlsx nor CSV nor JSON."""

    def __init__(self, name: str) -> None:
        super().__init__("Tệp {name} không phải là xlsx, csv hoặc json. Lưu lại theo một trong ba dạng này.", name=name)
