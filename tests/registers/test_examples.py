"""The time limits of the registers against worked examples of the law (`examples.tsv`)."""

from datetime import date
from pathlib import Path

import pytest

from tonghop.catalog.registers import registers
from tonghop.catalog.table import Row, rows
from tonghop.registers.history import History, Step

FILE = "examples.tsv"
COLUMNS = ("register", "limit", "fields", "steps", "first", "last", "basis", "why")
EXAMPLES = list(rows(FILE, (Path(__file__).parent / FILE).read_text("utf-8"), COLUMNS))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda row: f"{row.line}: {row['why']}")
def test_a_limit_ends_as_the_law_says(example: Row) -> None:
    history = told(example)
    running = {item.limit: item for item in history.limits(history.steps[-1].on)}.get(example["limit"])
    first, last = (example[column] for column in ("first", "last"))
    due = running.due if running else None
    assert (shown(due and due.first), shown(due and due.last)) == (first, last)
    assert (due.basis if due else "").startswith(example.fields["basis"])


def told(example: Row) -> History:
    """The history that an example tells."""
    fields = dict(part.split("=") for part in example.list("fields"))
    received, *taken = example.list("steps")
    steps = [Step(date.fromisoformat(received), fields=fields)]
    for part in taken:
        transition, on = part.split()
        steps.append(Step(date.fromisoformat(on), transition))
    return History(registers()[example["register"]], tuple(steps))


def shown(day: date | None) -> str:
    return day.isoformat() if day else "-"
