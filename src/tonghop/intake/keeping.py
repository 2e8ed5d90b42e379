"""What reading a document of the inbox came to, as plain values that a table can hold, and back."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import TypeAdapter

from tonghop.core.document import Document, Recognised, Source, Table
from tonghop.core.figure import Figure
from tonghop.core.finding import Finding
from tonghop.core.relation import Relation
from tonghop.intake.study import Studied


@dataclass(frozen=True, slots=True)
class _Kept:
    """A document without its text, and its findings by language."""

    title: str | None
    organisation: str | None
    kind: str
    period: str | None
    as_of: str | None
    tables: tuple[Table, ...]
    recognised: tuple[Recognised, ...]
    figures: tuple[Figure, ...]
    relations: tuple[Relation, ...]
    findings: dict[str, tuple[Finding, ...]]


_KEPT = TypeAdapter(_Kept)


def as_values(studied: Studied) -> dict[str, Any]:
    """What was studied, as plain values."""
    document = studied.document
    kept = _Kept(
        document.title,
        document.organisation,
        document.kind,
        document.period,
        document.as_of,
        document.source.tables,
        document.source.recognised,
        document.figures,
        document.relations,
        studied.findings,
    )
    values: dict[str, Any] = _KEPT.dump_python(kept, mode="json")
    return values


def studied_of(values: dict[str, Any], name: str, sha256: str, media_type: str, text: str) -> Studied:
    """What was studied, from plain values; a number that measures nothing comes back as it is printed."""
    kept = _KEPT.validate_python(values)
    document = Document(
        Source(name, sha256, media_type, text, kept.tables, kept.recognised),
        kept.title,
        kept.organisation,
        kept.kind,
        kept.period,
        kept.as_of,
        tuple(map(_valued, kept.figures)),
        kept.relations,
    )
    return Studied(document, kept.findings)


def _valued(figure: Figure) -> Figure:
    return figure._replace(value=Decimal(figure.value) if figure.role.measures else str(figure.value))
