"""What checking says: outcomes of relations, findings, and what follows for the unsaid."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tonghop.core.relation import Relation


class Severity(StrEnum):
    """error: impossible under the printed rounding; warning: only if truncated, or a question; note: worth a look."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Verdict(StrEnum):
    """The three outcomes of a relation, never mixed."""

    HOLDS = "holds"
    VIOLATED = "violated"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdict on one relation, with the arithmetic that shows it."""

    relation: str
    verdict: Verdict
    arithmetic: str


@dataclass(frozen=True, slots=True)
class Culprit:
    """A suspect: changing `figure` alone to `suggestion` would mend the finding.

    `weight` is the cost of the slip that explains it (small = plausible). `suggestion` is written as the document
    would print it; None where the figure is wrong but no single value mends it.
    """

    figure: str
    weight: Decimal
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One contradiction, question or remark, in one sentence of the reader's language.

    `kind` is a stable id (`sum-mismatch`); `fingerprint` stays the same for the next draft of the document.
    `culprits` are ranked, the likeliest first; those of equal weight are tied.
    """

    id: str
    kind: str
    severity: Severity
    relations: tuple[str, ...]
    figures: tuple[str, ...]
    message: str
    arithmetic: str
    culprits: tuple[Culprit, ...] = ()
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Inference:
    """Bounds on a quantity that nobody stated (a plan, last year's base).

    `quantity` is a phrase such as "dự toán thu ngân sách năm 2024 (Thành phố và Quận giao)"; `sources` the figures
    it follows from.
    """

    quantity: str
    low: Decimal | None
    high: Decimal | None
    unit: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything checking has to say about one document, or about several together.

    `derived` are the relations that no document states and checking tested too: identities of the catalog, one
    quantity in several documents.
    """

    outcomes: tuple[Outcome, ...] = ()
    findings: tuple[Finding, ...] = ()
    inferences: tuple[Inference, ...] = ()
    derived: tuple[Relation, ...] = ()
