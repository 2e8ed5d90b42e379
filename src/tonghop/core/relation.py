"""Relations: the ways in which a document ties its figures together.

Members are figure ids. A member is None where the text leaves it unsaid.
"""

from dataclasses import dataclass
from enum import StrEnum

from tonghop.core.figure import Direction


class Via(StrEnum):
    """How a percentage leads from an actual to its unstated plan or base."""

    RATIO = "ratio"  # actual / p
    INDEX = "index"  # actual / p
    GROWTH = "growth"  # actual / (1 + p)
    DECLINE = "decline"  # actual / (1 - p)


class Certainty(StrEnum):
    """Whether the text asserts the relation or an auditor would merely test it."""

    DEFINITE = "definite"
    PRESUMED = "presumed"


@dataclass(frozen=True, slots=True)
class Sum:
    """Parts add up to the total; with `at_most`, parts are only some of it."""

    total: str
    parts: tuple[str, ...]
    at_most: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """minuend - subtrahend = difference; without a difference: minuend >= subtrahend."""

    minuend: str
    subtrahend: str
    difference: str | None = None


@dataclass(frozen=True, slots=True)
class Flow:
    """Inflows - outflows = change of a stock (firms founded - firms closed = firms more)."""

    plus: tuple[str, ...]
    minus: tuple[str, ...]
    difference: str


@dataclass(frozen=True, slots=True)
class RatioToPlan:
    """actual / plan = percent. `exceeds` where the text says that the plan was exceeded."""

    actual: str | None
    percent: str
    plan: str | None = None
    exceeds: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """current against base: `percent` is a growth rate, or an index with `index=True`."""

    current: str | None
    base: str | None = None
    delta: str | None = None
    percent: str | None = None
    direction: Direction | None = None
    index: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """part / whole = percent."""

    part: str | None
    whole: str | None
    percent: str | None


@dataclass(frozen=True, slots=True)
class Fraction:
    """`a/b`: numerator <= denominator, and their quotient is percent where one is stated."""

    numerator: str
    denominator: str
    percent: str | None = None


@dataclass(frozen=True, slots=True)
class Product:
    """Factors multiply to the product (480 gifts of 500.000 đ)."""

    factors: tuple[str, ...]
    product: str


@dataclass(frozen=True, slots=True)
class SameQuantity:
    """One quantity stated several times."""

    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A count beside the list of what it counts; `items` are the listed names."""

    count: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quotient:
    """The unstated plan or base that an actual and its percentage imply."""

    actual: str
    percent: str
    via: Via


@dataclass(frozen=True, slots=True)
class SamePlan:
    """Several quotients imply one and the same unstated plan (or base)."""

    members: tuple[Quotient, ...]


@dataclass(frozen=True, slots=True)
class SumOfPlans:
    """The implied plan (or base) of a total is the sum of those of its parts."""

    total: Quotient
    parts: tuple[Quotient, ...]


@dataclass(frozen=True, slots=True)
class OrderOfPlans:
    """The smaller implied plan (or base) is no larger than the other: bases at two dates."""

    smaller: Quotient
    larger: Quotient


Statement = (
    Sum | Difference | Flow | RatioToPlan | Change | Share | Fraction | Product | SameQuantity
    | Enumeration | SamePlan | SumOfPlans | OrderOfPlans
)  # fmt: skip


CATALOG = "catalog"
"""The source of a relation that the catalog knows and no text states; its hint is the identity in words."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A statement that figures obey, with its origin.

    `source` is where it comes from: text, table, footnote, catalog, time or cross (other documents).
    `hint` carries the words that assert it ("trong đó", "gồm", "so với cùng kỳ").
    """

    id: str
    statement: Statement
    source: str = "text"
    certainty: Certainty = Certainty.DEFINITE
    hint: str = ""
