"""Figures as a report prints them, for short tests."""

from decimal import Decimal

from tonghop.checking import check
from tonghop.core.document import Document, Source
from tonghop.core.figure import Figure, Hedge, Role
from tonghop.core.finding import Finding, Report
from tonghop.core.relation import Certainty, Relation, Statement

SCALES = {"tỷ": 9, "triệu": 6, "%": 0}


def say(name: str, text: str, role: Role | None = None, **more: object) -> Figure:
    """The figure that `text` prints: `1.711 tỷ đồng`, `32,4%`, `311 người`."""
    number, _, rest = text.replace("%", " %").partition(" ")
    word = rest.split()[0] if rest else ""
    scale = Decimal(10) ** SCALES.get(word, 0)
    plain = Decimal(number.replace(".", "").replace(",", "."))
    value, half = plain * scale, Decimal(0)
    if word in SCALES:
        half = scale.scaleb(plain.as_tuple().exponent) / 2  # type: ignore[arg-type]
    unit = "%" if word == "%" else "VND" if "đồng" in rest else rest
    default = Role.SHARE if unit == "%" else Role.AMOUNT if unit == "VND" else Role.COUNT
    low, high = value - half, value + half
    hedge = more.get("hedge", Hedge.EXACT)
    bounds = {Hedge.OVER: (value, None), Hedge.UNDER: (None, value)}.get(hedge, (low, high))  # type: ignore[call-overload]
    return Figure(name, 0, len(text), text, value, *bounds, unit, role or default, **more)  # type: ignore[arg-type]


def document(figures: list[Figure], *statements: Statement | Relation) -> Document:
    """A document that says this and nothing else."""
    relations = tuple(
        item if isinstance(item, Relation) else Relation(f"r{index}", item) for index, item in enumerate(statements, 1)
    )
    return Document(Source("thử.txt", "", "text/plain", ""), figures=tuple(figures), relations=relations)


def counts(**values: int) -> list[Figure]:
    """Counts of people by name."""
    return [say(name, f"{value} người") for name, value in values.items()]


def presumed(statement: Statement, name: str = "r1") -> Relation:
    """A relation that the text does not assert."""
    return Relation(name, statement, certainty=Certainty.PRESUMED)


def report(figures: list[Figure], *statements: Statement | Relation, language: str = "vi") -> Report:
    """What checking says."""
    return check(document(figures, *statements), language=language)


def findings(figures: list[Figure], *statements: Statement | Relation) -> list[tuple[str, str]]:
    """(kind, severity) of every finding."""
    return [(str(item.kind), str(item.severity)) for item in report(figures, *statements).findings]


def only(figures: list[Figure], *statements: Statement | Relation) -> Finding:
    """The single finding."""
    (finding,) = report(figures, *statements).findings
    return finding
