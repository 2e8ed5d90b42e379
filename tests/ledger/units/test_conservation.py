"""Whatever is merged, divided, moved and corrected, in any order: sums, shares and history are conserved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import transaction
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from tonghop.core.fact import Cell, Fact
from tonghop.core.span import Span
from tonghop.ledger import ask, units
from tonghop.ledger.errors import LedgerError
from tonghop.ledger.models import Ancestry, Entry, FactVersion, Indicator, Total, Unit, UnitKind, UnitName, UnitParent
from tonghop.ledger.record import Change, record
from tonghop.ledger.units import Author, Method, New, Part
from tonghop.ledger.units.timeline import at

pytestmark = pytest.mark.django_db

BY = Author(None)
DATES = [date(2024, 7, 1), date(2025, 1, 1), date(2025, 7, 1), date(2025, 10, 1)]
SPANS = [Span.of(code) for code in ("2024-H1", "2024", "2025-H1", "2025")]
LATE = date(2030, 1, 1)
SHARES = st.sampled_from(
    [tuple(map(Decimal, text.split())) for text in ("0.5 0.5", "0.123 0.877", "0.2 0.3 0.5", "1e-9 0.999999999")]
)
AT = st.integers(0, 30)


@dataclass(frozen=True)
class Correct:
    """State a value of a unit."""

    unit: int
    span: int
    value: int

    def apply(self, wards: list[str], offices: list[str]) -> None:
        everybody = [*wards, *offices]
        cell = Cell("poor_households", everybody[self.unit % len(everybody)], SPANS[self.span])
        record([Fact(cell, Decimal(self.value))], Change(None, "test"))


@dataclass(frozen=True)
class Merge:
    """Make some wards one, new or one of them."""

    chosen: frozenset[int]
    new: bool
    day: int

    def apply(self, wards: list[str], offices: list[str]) -> None:
        chosen = sorted({wards[index % len(wards)] for index in self.chosen})
        day = DATES[self.day]
        into = _fresh(len(wards), offices[0], day) if self.new else chosen[0]
        units.merge(chosen, into, day, BY)


@dataclass(frozen=True)
class Split:
    """Divide a ward among new ones, or keep it and give a part of it to others."""

    ward: int
    shares: tuple[Decimal, ...]
    stays: bool
    day: int

    def apply(self, wards: list[str], offices: list[str]) -> None:
        old, day = wards[self.ward % len(wards)], DATES[self.day]
        new = [_fresh(len(wards) + index, offices[0], day) for index in range(len(self.shares) - self.stays)]
        codes = [*([old] if self.stays else []), *(item.code for item in new)]
        parts = [Part(old, code, share, Method.AREA) for code, share in zip(codes, self.shares, strict=True)]
        units.split(parts, day, BY, new=new)


@dataclass(frozen=True)
class Exchange:
    """Two wards give each other a part on the same day."""

    first: int
    second: int
    shares: tuple[Decimal, ...]
    day: int

    def apply(self, wards: list[str], offices: list[str]) -> None:  # noqa: ARG002
        pair = [wards[self.first % len(wards)], wards[self.second % len(wards)]]
        kept, *given = self.shares
        parts = [
            Part(old, other, share, Method.POPULATION)
            for old in pair
            for other, share in ((old, kept), (pair[1 - pair.index(old)], Decimal(sum(given))))
        ]
        units.reorganise(DATES[self.day], parts, BY)


@dataclass(frozen=True)
class Move:
    """Put a ward or an office under an office."""

    unit: int
    parent: int
    day: int

    def apply(self, wards: list[str], offices: list[str]) -> None:
        everybody = [*wards, *offices]
        moved = everybody[self.unit % len(everybody)]
        units.move(moved, offices[self.parent % len(offices)], DATES[self.day], BY)


DAY = st.integers(0, len(DATES) - 1)
OPERATIONS = st.one_of(
    st.builds(Correct, AT, st.integers(0, len(SPANS) - 1), st.integers(-9, 99)),
    st.builds(Merge, st.frozensets(AT, min_size=2, max_size=3), st.booleans(), DAY),
    st.builds(Split, AT, SHARES, st.booleans(), DAY),
    st.builds(Exchange, AT, AT, SHARES, DAY),
    st.builds(Move, AT, AT, DAY),
)


def _fresh(number: int, parent: str, day: date) -> New:
    return New(f"W{number}", UnitKind.COMMUNE, f"phường {number}", parent, day)


def _start() -> None:
    Indicator.objects.create(key="poor_households", name="hộ nghèo", unit="hộ", over_units="sum")
    offices = [New(f"D{number}", UnitKind.DISTRICT, f"quận {number}", "R") for number in range(3)]
    wards = [New(f"W{number}", UnitKind.COMMUNE, f"phường {number}", f"D{number % 2}") for number in range(4)]
    units.create([New("R", UnitKind.PROVINCE, "tỉnh"), *offices, *wards], BY)
    facts = [
        Fact(Cell("poor_households", ward.code, span), Decimal(10 * number + index))
        for number, ward in enumerate(wards, 1)
        for index, span in enumerate(SPANS)
    ]
    record(facts, Change(None, "test"))


def _codes(kind: UnitKind) -> list[str]:
    return sorted(Unit.objects.filter(kind=kind).values_list("code", flat=True), key=lambda code: (len(code), code))


def _parents(on: date) -> dict[str, str]:
    """Code → parent on a date, found row by row."""
    return {
        row.unit.code: row.parent.code
        for row in UnitParent.objects.select_related("unit", "parent")
        if (row.start is None or row.start <= on) and (row.end is None or row.end > on)
    }


def _living(on: date) -> set[str]:
    return {
        unit.code
        for unit in Unit.objects.all()
        if (unit.born is None or unit.born <= on) and (unit.closed is None or unit.closed > on)
    }


def _facts(span: Span) -> dict[str, Decimal]:
    rows = FactVersion.objects.filter(known_to=None, year=span.year, first=span.first, last=span.last)
    return dict(rows.values_list("unit__code", "value"))


def _added_up(span: Span) -> dict[str, tuple[Decimal, int]]:
    """Unit → what its children state or add up to, and of how many stated values, computed anew from the facts."""
    facts, parents = _facts(span), _parents(span.ends)

    def below(unit: str) -> tuple[Decimal, int]:
        found = [value(child) for child, parent in parents.items() if parent == unit]
        return sum((each for each, _ in found), Decimal()), sum(number for _, number in found)

    def value(unit: str) -> tuple[Decimal, int]:
        return (facts[unit], 1) if unit in facts else below(unit)

    sums = {unit: below(unit) for unit in set(parents.values())}
    return {unit: found for unit, found in sums.items() if found[1]}


def _kept(span: Span) -> dict[str, tuple[Decimal, int]]:
    rows = Total.objects.filter(parts__gt=0, year=span.year, first=span.first, last=span.last)
    return {row.unit.code: (row.total, row.parts) for row in rows.select_related("unit")}


def _closure(on: date) -> set[tuple[str, str, int]]:
    parents, found = _parents(on), set()
    for unit in _living(on):
        above, depth = unit, 0
        while True:
            found.add((above, unit, depth))
            if above not in parents:
                break
            above, depth = parents[above], depth + 1
    return found


def _past(before: date) -> object:
    """All that was ever said of the time before a date: names, parents, living units, sums."""
    days = [day for day in (date(2024, 1, 1), *DATES) if day < before]
    return (
        [(_parents(day), sorted(_living(day))) for day in days],
        [sorted(UnitName.objects.filter(at(day)).values_list("unit__code", "name")) for day in days],
        [_added_up(span) for span in SPANS if span.ends < before],
    )


def _history() -> list[object]:
    return list(FactVersion.objects.order_by("id").values_list("id", "unit", "year", "last", "value", "known_from"))


def _answers(known_on: datetime | None = None) -> dict[Cell, Fraction | None]:
    """What is answered for every unit that there was at the start."""
    codes = ("R", *(f"D{number}" for number in range(3)), *(f"W{number}" for number in range(4)))
    cells = [Cell("poor_households", code, span) for code in codes for span in SPANS]
    found = {**ask.values(cells, known_on), **_before(cells, known_on)}
    return {cell: answer.value for cell, answer in found.items()}


def _before(cells: Iterable[Cell], known_on: datetime | None) -> dict[Cell, ask.Value]:
    """The comparisons of cells, under the name of the cells with a breakdown that nobody uses."""
    compared = ask.same_period([cell for cell in cells if cell.span.year == 2025], known_on)
    return {replace(cell, breakdown="cùng kỳ"): value for cell, value in compared.items()}


def _insist_sound() -> None:
    for span in SPANS:
        assert _kept(span) == _added_up(span)
    for on in (date(2024, 1, 1), *DATES, LATE):
        rows = Ancestry.objects.filter(at(on))
        assert set(rows.values_list("ancestor__code", "unit__code", "depth")) == _closure(on)
        assert rows.count() == len(_closure(on))


def _insist_restated() -> None:
    """The wards of today are made of the wards of each day before, every one of these wholly used up."""
    wards = sorted(_living(LATE) & set(_codes(UnitKind.COMMUNE)))
    for span in SPANS:
        used: dict[str, Fraction] = {}
        for ward in units.lineages([(ward, span.ends) for ward in wards]).values():
            for share in ward.shares() or ():
                used[share.unit] = used.get(share.unit, Fraction(0)) + share.share
        assert used == dict.fromkeys(_living(span.ends) & set(_codes(UnitKind.COMMUNE)), Fraction(1))
        assert _weighed(used, _facts(span)) == _weighed(dict.fromkeys(used, Fraction(1)), _facts(span))


def _weighed(shares: Mapping[str, Fraction], facts: Mapping[str, Decimal]) -> Fraction:
    return sum((share * Fraction(facts.get(unit, 0)) for unit, share in shares.items()), Fraction(0))


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(st.lists(OPERATIONS, min_size=4, max_size=8))
def test_any_sequence_of_operations_conserves_sums_and_history(operations: Iterable[object]) -> None:
    with transaction.atomic():
        _start()
        answers: dict[datetime, dict[Cell, Fraction | None]] = {}
        for operation in operations:
            day = DATES[operation.day] if hasattr(operation, "day") else date(2024, 1, 1)
            past, history, entries = _past(day), _history(), Entry.objects.count()
            try:
                with transaction.atomic():
                    operation.apply(_codes(UnitKind.COMMUNE), ["R", *_codes(UnitKind.DISTRICT)])
            except LedgerError:
                event(f"{type(operation).__name__} refused")
                assert Entry.objects.count() == entries
            else:
                event(f"{type(operation).__name__} done")
                assert Entry.objects.count() == entries + 1
            assert _past(day) == past
            assert _history()[: len(history)] == history
            _insist_sound()
            _insist_restated()
            answers[Entry.objects.latest("id").at] = _answers()
        for moment, then in answers.items():
            assert _answers(moment) == then
        transaction.set_rollback(True)
