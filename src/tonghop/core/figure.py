"""A figure: a number somebody stated, where it was stated, and what it can truly be."""

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Role(StrEnum):
    """What a number does in its sentence. The second group measures nothing."""

    AMOUNT = "amount"
    COUNT = "count"
    AREA = "area"
    LENGTH = "length"
    PERCENT_OF_PLAN = "percent_of_plan"
    GROWTH = "growth_vs_prior"
    DECLINE = "decline_vs_prior"
    INDEX = "index_vs_prior"
    SHARE = "share"
    RATE = "rate"
    FRACTION = "fraction"
    PLAN_VALUE = "plan_value"
    DELTA = "delta"
    SCORE = "score"
    RANK = "rank"

    DATE = "date"
    PERIOD = "period"
    DOCUMENT_NUMBER = "document_number"
    ORDINAL = "ordinal"
    NAME = "name"
    ADDRESS = "address"
    OTHER = "other"

    @property
    def measures(self) -> bool:
        """Whether a number of this role measures anything at all."""
        return self not in _NOISE


_NOISE = frozenset({Role.DATE, Role.PERIOD, Role.DOCUMENT_NUMBER, Role.ORDINAL, Role.NAME, Role.ADDRESS, Role.OTHER})


class Hedge(StrEnum):
    """How the text softens a number: khoảng (about), trên/hơn (over), gần/dưới (under)."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"


class Basis(StrEnum):
    """Whether the number was done, estimated for a running period, or planned."""

    ACTUAL = "actual"
    ESTIMATE = "estimate"
    PLAN = "plan"


class Direction(StrEnum):
    """The sign of a comparison."""

    UP = "up"
    DOWN = "down"


class Numeral(StrEnum):
    """The script a number is written in."""

    ARABIC = "arabic"
    ROMAN = "roman"
    WORD = "word"
    SUPERSCRIPT = "superscript"


_CERTAIN = 97  # percent; Tesseract gives 98 or 99 to what it reads rightly


class Figure(NamedTuple):
    """One number of a document, in canonical units (đồng, m², m, %, counts of the named noun).

    `value` is a Decimal for a measure and for an ordinal, an ISO-like string for a date or period,
    the printed identifier for a document number or a name. `low` and `high` are the closed bounds
    that the printed rounding allows (null where unbounded). `of` names the figure a percentage or
    a difference qualifies; `pair` ties the two sides of `09/25` or of a range. `confidence`, in whole percent, is that
    of the least certain character where the figure was recognised in a scan.
    """

    id: str
    start: int
    end: int
    text: str
    value: Decimal | str
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    role: Role
    hedge: Hedge = Hedge.EXACT
    basis: Basis | None = None
    subject: str | None = None
    indicator: str | None = None
    period: str | None = None
    as_of: str | None = None
    of: str | None = None
    plan_of: str | None = None
    base_period: str | None = None
    direction: Direction | None = None
    pair: str | None = None
    pair_role: str | None = None
    numeral: Numeral = Numeral.ARABIC
    place: str | None = None
    footnote_of: str | None = None
    cell: str | None = None
    confidence: int | None = None

    @property
    def number(self) -> Decimal:
        """The value of a measure; raises TypeError for a date or a name."""
        if isinstance(self.value, Decimal):
            return self.value
        raise TypeError(f"{self.id} {self.text!r} is a {self.role}, not a measure")

    @property
    def doubtful(self) -> bool:
        """Whether it was read from a scan and some character of it may be another."""
        return self.confidence is not None and self.confidence < _CERTAIN

    @property
    def is_count(self) -> bool:
        """Whether the true value must be a whole number (people, households, projects …); never a rate (người/km²)."""
        if self.unit and "/" in self.unit:
            return False
        return self.role in (Role.COUNT, Role.FRACTION) or (
            self.role in (Role.DELTA, Role.PLAN_VALUE) and self.unit not in CONTINUOUS_UNITS
        )


CONTINUOUS_UNITS = frozenset({"VND", "USD", "EUR", "%", "m2", "m", "m3", "kWh", "MW", "tấn", "điểm", "lít", "kg"})
