"""A report beside the one of the same kind that its unit sent before: what moved, what is missing, what was copied."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from tonghop.core.document import Document
from tonghop.core.fact import Measure
from tonghop.intake.inbox import Line, Opened, opened
from tonghop.ledger.inbox import visible
from tonghop.ledger.models import Account, Arrival

_Key = tuple[str, str, Measure, str]


@dataclass(frozen=True, slots=True)
class Pair:
    """One quantity in both reports; `verbatim` where the whole line that states it is the same."""

    before: Line
    now: Line
    verbatim: bool

    @property
    def same(self) -> bool:
        """Whether both state the same value."""
        return _value(self.before) == _value(self.now)

    @property
    def change(self) -> Fraction | None:
        """By what part the value changed, None where it was zero."""
        before, now = _value(self.before), _value(self.now)
        return now / before - 1 if before else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a report differs from the one before."""

    before: Opened
    moved: tuple[Pair, ...]
    copied: tuple[Pair, ...]
    missing: tuple[Line, ...]
    fresh: tuple[Line, ...]


def with_previous(account: Account, here: Opened, language: str) -> Comparison | None:
    """The report beside the one before that the account may see; None where there is none."""
    row = here.row
    if row.dated is None:
        return None
    rows = Arrival.objects.filter(
        visible(account), unit=row.unit, kind=row.kind, state=Arrival.State.READY, dated__lt=row.dated
    )
    number = rows.order_by("-dated", "-id").values_list("pk", flat=True).first()
    return compared(opened(account, number, language), here) if number else None


def compared(before: Opened, now: Opened) -> Comparison:
    """Two reports, the quantities of each taken as it states them first."""
    olds, news = _by_key(before.lines), _by_key(now.lines)
    pairs = [
        Pair(olds[key], line, _line(before.document, olds[key]) == _line(now.document, line))
        for key, line in news.items()
        if key in olds
    ]
    return Comparison(
        before,
        tuple(pair for pair in pairs if not pair.same),
        tuple(pair for pair in pairs if pair.same and _is_later(pair)),
        tuple(line for key, line in olds.items() if key not in news),
        tuple(line for key, line in news.items() if key not in olds),
    )


def _by_key(lines: Iterable[Line]) -> dict[_Key, Line]:
    found: dict[_Key, Line] = {}
    for line in lines:
        if line.item:
            cell = line.item.fact.cell
            found.setdefault((cell.indicator, cell.unit, cell.measure, cell.authority), line)
    return found


def _value(line: Line) -> Fraction:
    value = line.item.fact.value if line.item else None
    return Fraction(value or 0)


def _is_later(pair: Pair) -> bool:
    """Whether the value is stated of other months: the plan of the same year stays as it is."""
    before, now = pair.before.item, pair.now.item
    return before is not None and now is not None and before.fact.cell.span != now.fact.cell.span


def _line(document: Document, line: Line) -> str:
    text, start = document.text, line.figure.start
    end = text.find("\n", start)
    return text[text.rfind("\n", 0, start) + 1 : end if end >= 0 else len(text)].strip()
