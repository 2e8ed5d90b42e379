"""Totals kept by the database are at every moment what can be added up from the facts; the past can be asked again."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ledger.small import TREE, YEAR, stated

from tonghop.core.fact import Cell, Standing
from tonghop.ledger import ask
from tonghop.ledger.models import Entry, State, Total
from tonghop.ledger.record import Change, record

Known = Mapping[str, Decimal]
CELLS = [Cell(indicator, unit, YEAR) for indicator in ("flow", "mean") for unit in TREE]
WRITES = st.lists(
    st.tuples(
        st.sampled_from(list(TREE)),
        st.one_of(st.none(), st.integers(-3, 9).map(lambda number: Decimal(number).scaleb(-2))),
        st.sampled_from([State.DRAFT, State.ACCEPTED, State.ACCEPTED, State.PUBLISHED]),
    ),
    max_size=10,
)


def below(unit: str, known: Known) -> list[Decimal]:
    """The values that a unit is the sum of, without its own."""
    children = [child for child, parent in TREE.items() if parent == unit]
    return [value for child in children for value in ([known[child]] if child in known else below(child, known))]


def expected(cell: Cell, known: Known) -> Fraction | None:
    """The value of a cell, from all that is known."""
    if cell.unit in known:
        return Fraction(known[cell.unit])
    parts = below(cell.unit, known)
    total = Fraction(sum(parts))
    return (total / len(parts) if cell.indicator == "mean" else total) if parts else None


def found(moment: datetime | None) -> dict[Cell, Fraction | None]:
    return {cell: answer.value for cell, answer in ask.values(CELLS, moment).items()}


@pytest.mark.usefixtures("office")
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(writes=WRITES)
def test_totals_are_sums_and_the_past_is_a_replay(writes: list[tuple[str, Decimal | None, State]]) -> None:
    with transaction.atomic():
        known: dict[str, Decimal] = {}
        moments: list[tuple[datetime, dict[str, Decimal]]] = []
        for unit, value, state in writes:
            standing = Standing.MISSING if value is None else Standing.VALUE
            facts = [stated(unit, value, indicator=key, standing=standing) for key in ("flow", "mean")]  # type: ignore[arg-type]
            entry = record(facts, Change(None, "ghi"), state).entry
            if state >= State.ACCEPTED:
                known.pop(unit, None)
                if value is not None:
                    known[unit] = value
            moments.append((entry.at, dict(known)))
        assert found(None) == {cell: expected(cell, known) for cell in CELLS}
        for total in Total.objects.select_related("unit").filter(indicator__key="flow"):
            parts = below(total.unit.code, known)
            assert (total.total, total.parts) == (sum(parts), len(parts))
        for moment, then in moments:
            assert found(moment) == {cell: expected(cell, then) for cell in CELLS}
        transaction.set_rollback(True)
    assert not Entry.objects.filter(action="ghi").exists()
