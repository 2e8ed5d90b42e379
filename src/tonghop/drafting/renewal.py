"""Chips that say what the ledger no longer holds, and what they would say now."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from django.db import transaction

from tonghop.catalog import units
from tonghop.core.fact import Cell
from tonghop.core.paper import Chip, Kind, chips, computed
from tonghop.drafting.stating import stated, with_families
from tonghop.ledger import access, ask, reports
from tonghop.ledger.ask import Value
from tonghop.ledger.models import Account, Indicator, Report, ReportSection
from tonghop.ledger.reports.chips import exchanged, key_of
from tonghop.ledger.rights import Action
from tonghop.writing.rounding import percent, spelled

_TURNED = {Kind.GROWTH: Kind.DECLINE, Kind.DECLINE: Kind.GROWTH, Kind.MORE: Kind.LESS, Kind.LESS: Kind.MORE}
_PERCENT = "%"
_EXACT = 2
"""To how many decimals a number that was exact is kept exact."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A chip whose values changed in the ledger: what it would say now, None where there is nothing to be said.

    Where it `turned`, growth became decline or the reverse: then the words around it are to be changed too.
    """

    chip: Chip
    renewed: Chip | None
    turned: bool = False

    @property
    def key(self) -> str:
        """The name of the chip."""
        return key_of(self.chip)

    @property
    def fingerprint(self) -> str:
        """What an explanation of this change is known by; another change needs another."""
        return f"{self.key}-{key_of(self.renewed) if self.renewed else ''}"


def moved(report: Report, rows: Iterable[ReportSection]) -> dict[str, Moved]:
    """The chips of a report that are out of date, by their names; a bounded number of queries."""
    held = {chip for row in rows if not row.left_out for chip in chips(reports.blocks_of(row))}
    now = stated(_now(_known({cell for chip in held for cell in chip.cells}), report.year))
    changed = (_moved(chip, [now[cell] for cell in chip.cells]) for chip in held)
    return {each.key: each for each in changed if each}


def _known(cells: Collection[Cell]) -> set[Cell]:
    """The cells, with those of the ledger's indicators that are rounded together with them."""
    family = with_families(cells) - set(cells)
    keys = set(Indicator.objects.filter(key__in={cell.indicator for cell in family}).values_list("key", flat=True))
    return {*cells, *(cell for cell in family if cell.indicator in keys)}


def _now(cells: Collection[Cell], year: int) -> Mapping[Cell, Value]:
    """What the ledger holds; of the year before the report, of what the unit is in its year."""
    before = [cell for cell in cells if cell.span.year == year - 1]
    rest = [cell for cell in cells if cell.span.year != year - 1]
    found = ask.values(rest) if rest else {}
    if before:
        later = {cell: replace(cell, span=cell.span.years_before(-1)) for cell in before}
        restated = ask.same_period(list(later.values()))
        found |= {cell: restated[later[cell]] for cell in before}
    return found


def _moved(chip: Chip, now: list[Decimal | None]) -> Moved | None:
    values = [value for value in now if value is not None]
    if len(values) < len(now):
        return Moved(chip, None)
    if tuple(values) == chip.values:
        return None
    fresh = replace(chip, values=tuple(values))
    try:
        said = fresh.exact
    except ZeroDivisionError:
        return Moved(chip, None)
    plans_differ = chip.kind is Kind.PERCENT_OF_PLAN and len(set(values[1:])) > 1
    if plans_differ or (chip.kind is Kind.ADDED and said <= 0):
        return Moved(chip, None)
    turned = said < 0 and chip.kind in _TURNED
    if turned:
        fresh = replace(fresh, kind=_TURNED[chip.kind])
    return Moved(chip, _printed(chip, fresh, abs(said) if turned else said), turned)


def _printed(old: Chip, fresh: Chip, said: Fraction) -> Chip:
    """The new number in the unit of the old one, to as many decimals, and exact where the old one was."""
    known = units().get(fresh.unit.lower())
    if fresh.unit == _PERCENT and fresh.kind is not Kind.VALUE:
        text = percent(said)
        return replace(fresh, text=text, decimals=len(text.partition(",")[2]))
    factor = Fraction(known.factor) if known and fresh.kind is not Kind.COUNTED else Fraction(1)
    was = computed(old.kind, old.values) / factor
    exact = was == Fraction(round(was * 10**old.decimals), 10**old.decimals)
    decimals = max(old.decimals, _EXACT) if exact and known else old.decimals
    text = spelled(said / factor, decimals, padded=known is None and not old.decimals)
    return replace(fresh, text=text, decimals=len(text.partition(",")[2]) if exact else old.decimals)


@transaction.atomic
def renew(account: Account, number: int, keys: Collection[str] | None = None) -> int:
    """Let chips of a draft say what the ledger holds: those named, else all that can be without other words.

    How many sections were changed by it. Raises UnknownReport, Forbidden, and what `reports.save` raises.
    """
    report = reports.find(account, number)
    if keys is None:
        access.require(account, Action.DRAFT_REPORTS, report.unit)
    rows = [row for row in report.sections.all() if not row.left_out]
    found = moved(report, rows).values()
    wanted = {
        each.chip: each.renewed
        for each in found
        if each.renewed and (each.key in keys if keys is not None else not each.turned)
    }
    touched = [row for row in rows if wanted.keys() & set(chips(reports.blocks_of(row)))]
    for row in touched:
        blocks = exchanged(reports.blocks_of(row), wanted)
        reports.save(account, number, row.pk, row.version, row.title, blocks, "renew")
    return len(touched)
