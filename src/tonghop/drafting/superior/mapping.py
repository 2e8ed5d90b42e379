"""What the cells of a form ask for: an indicator for each row, and for each column what of it."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from hashlib import sha256
from typing import Any

from tonghop.drafting.superior.grid import Slot


class What(StrEnum):
    """What a column asks of an indicator."""

    ACTUAL = "actual"
    ESTIMATE = "estimate"  # the estimate, else the actual where that is known already
    PLAN = "plan"
    OF_PLAN = "of_plan"  # percent of the plan of the year
    GROWTH = "growth"  # by how many percent more than a year before
    INDEX = "index"  # how many percent of a year before

    @property
    def percent(self) -> bool:
        """Whether it is a percentage that is computed."""
        return self in (What.OF_PLAN, What.GROWTH, What.INDEX)


class When(StrEnum):
    """Of which time, relative to the period for which the form is filled."""

    PERIOD = "period"  # from January to the end of the period
    MONTH = "month"  # the last month of the period alone
    YEAR = "year"  # the whole year
    BEFORE = "before"  # from January to the end of the same period last year
    YEAR_BEFORE = "year_before"  # the whole last year


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column asks for; of a plan by `authority`, where one is said."""

    what: What
    when: When
    authority: str = ""


@dataclass(frozen=True, slots=True)
class Agreed:
    """What an officer has confirmed of a form.

    `rows` gives the key of an indicator, `columns` the meaning, by what is compared of their names; what is in
    neither is left empty. `places` are the cells as they stood then, by the names of their row and column.
    """

    rows: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, Meaning] = field(default_factory=dict)
    places: Mapping[tuple[str, str], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Moved:
    """A cell that stands elsewhere than when it was confirmed."""

    slot: Slot
    before: str


@dataclass(frozen=True, slots=True)
class Changes:
    """How a form differs from the one that was confirmed: cells moved, cells there are no more, and new ones.

    What is asked of a moved cell is known, as its row and column are still called the same.
    """

    moved: tuple[Moved, ...]
    gone: tuple[str, ...]
    new: tuple[Slot, ...]

    def __bool__(self) -> bool:
        return bool(self.moved or self.gone or self.new)


def places(slots: Iterable[Slot]) -> dict[tuple[str, str], str]:
    """Where the cells of a form stand, by what is compared of the names of their row and column."""
    return {(slot.row, slot.column): slot.place for slot in slots}


def fingerprint(slots: Iterable[Slot]) -> str:
    """What two files of one form have in common: which cells there are, and where."""
    told = json.dumps(sorted([slot.place, slot.row, slot.column] for slot in slots), ensure_ascii=False)
    return sha256(told.encode()).hexdigest()


def likeness(agreed: Agreed, slots: Collection[Slot]) -> Fraction:
    """Which part of the cells confirmed a file still has."""
    here = places(slots).keys() & agreed.places.keys()
    return Fraction(len(here), max(len(agreed.places), 1))


def changes(agreed: Agreed, slots: Iterable[Slot]) -> Changes:
    """How the cells of a file differ from those that were confirmed."""
    here = {(slot.row, slot.column): slot for slot in slots}
    return Changes(
        tuple(
            Moved(slot, agreed.places[name])
            for name, slot in here.items()
            if name in agreed.places and agreed.places[name] != slot.place
        ),
        tuple(place for name, place in agreed.places.items() if name not in here),
        tuple(slot for name, slot in here.items() if name not in agreed.places),
    )


def to_json(agreed: Agreed) -> dict[str, Any]:
    """What was agreed as JSON."""
    return {
        "rows": dict(agreed.rows),
        "columns": {name: [each.what, each.when, each.authority] for name, each in agreed.columns.items()},
        "places": [[*name, place] for name, place in agreed.places.items()],
    }


def of_json(told: Mapping[str, Any]) -> Agreed:
    """The value that `to_json` gave; raises KeyError or ValueError for anything else."""
    return Agreed(
        dict(told["rows"]),
        {name: Meaning(What(what), When(when), authority) for name, (what, when, authority) in told["columns"].items()},
        {(row, column): place for row, column, place in told["places"]},
    )
