"""Files that come back reviewed are opened by a worker process, held to limits: this is what the process does."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from tonghop.workers import Work

if TYPE_CHECKING:
    from tonghop.ledger.exchange.sheets import Content, Heading
    from tonghop.ledger.exchange.words import Column

    Table = tuple[Heading, list[tuple[int, Mapping[Column, Content]]]]


def work(path: Path) -> "Table":
    """The heading and rows of a file of figures; raises UnknownFormat, WrongTemplate, OSError."""
    import django

    django.setup()
    from tonghop.ledger.exchange import sheet

    found = sheet(path)
    return found.heading, list(found.rows)


OPENING: Work[Path, "Table"] = Work("tonghop.intake.reviewing", "work")
