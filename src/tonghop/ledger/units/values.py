"""What the operations on units are given."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tonghop.ledger.models import Account, Lineage, UnitKind

Method = Lineage.Method


@dataclass(frozen=True, slots=True)
class Author:
    """Who changes the units, and why."""

    actor: Account | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class New:
    """A unit that is to be: `parent` is the code of the unit it belongs to, `born` its first day (None: always)."""

    code: str
    kind: UnitKind
    name: str
    parent: str | None = None
    born: date | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """`share` of what `predecessor` was becomes part of `successor`; None where it is not known (method UNKNOWN).

    With an `indicator` (its key) the share holds for that indicator only, before the general one.
    """

    predecessor: str
    successor: str
    share: Decimal | None = Decimal(1)
    method: Method = Method.WHOLE
    indicator: str | None = None
