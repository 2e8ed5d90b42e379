"""The written tables of what each role may do, against which every address is tested."""

from dataclasses import dataclass
from pathlib import Path

ROLES = ("anonymous", "administrator", "synthesis", "officer", "head", "leader", "deputy", "visitor")


@dataclass(frozen=True)
class Row:
    """One line: what it is of, how it is called, and for each role the relations of the unit that are allowed."""

    name: str
    call: str
    cells: dict[str, str]

    @property
    def concerns_units(self) -> bool:
        return not {"yes", "no"} & set(self.cells.values())

    def allows(self, role: str, relation: str) -> bool:
        cell = self.cells[role]
        return cell in ("all", "yes") or relation in cell.split()


def table(path: Path) -> list[Row]:
    """The lines of a table beside the test."""
    lines = [line.split("\t") for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [Row(line[0], line[1], dict(zip(ROLES, line[2:], strict=True))) for line in lines[1:]]
