"""Recording in bulk is recording: the same facts come to the same ledger, and what cannot be is named by its row."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ledger.small import TREE, put, stated

from tonghop.core.fact import Fact
from tonghop.core.language import translator
from tonghop.core.span import Span
from tonghop.ledger import units
from tonghop.ledger.bulk import Loaded, RefusedRows, load
from tonghop.ledger.cells import Names
from tonghop.ledger.models import Entry, FactVersion, State, Total
from tonghop.ledger.record import Change, record

pytestmark = pytest.mark.usefixtures("office")
CHANGE = Change(None, "nhập", "đầu kỳ")
SPANS = (Span(2024, 1, 6), Span(2024, 1, 12))
KEY = ("indicator__key", "unit__code", "year", "first", "last")
Write = Callable[[Sequence[Fact], State], object]

FACTS = st.lists(
    st.builds(
        lambda unit, value, span: stated(unit, value, span),
        st.sampled_from(list(TREE)),
        st.one_of(st.none(), st.integers(0, 3)),
        st.sampled_from(SPANS),
    ),
    max_size=8,
    unique_by=lambda fact: fact.cell,
)


def bulk(facts: Sequence[Fact], state: State = State.ACCEPTED) -> Loaded:
    return load(facts, Names.of(fact.cell for fact in facts), CHANGE, state)


def outcome(batches: Sequence[tuple[list[Fact], State]], write: Write) -> tuple[list[object], list[object]]:
    """All versions and totals that the batches lead to; nothing of it stays."""
    with transaction.atomic():
        for facts, state in batches:
            write(facts, state)
        versions = FactVersion.objects.values_list(*KEY, "value", "standing", "state", "known_to", "entry__action")
        found = sorted(str((*row[:8], row[8] is None, row[9])) for row in versions)
        totals = sorted(map(str, Total.objects.values_list(*KEY, "total", "parts")))
        transaction.set_rollback(True)
    return found, totals


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=st.lists(st.tuples(FACTS, st.sampled_from([State.DRAFT, State.ACCEPTED])), min_size=1, max_size=3))
def test_bulk_comes_to_the_same_as_recording(batches: list[tuple[list[Fact], State]]) -> None:
    assert outcome(batches, bulk) == outcome(batches, lambda facts, state: record(facts, CHANGE, state))


def test_what_was_written_is_counted() -> None:
    put(stated("a1", 1), stated("a2", 2))
    loaded = bulk([stated("a1", 1), stated("a2", 3), stated("b1", 4)])
    assert (loaded.given, loaded.superseded, loaded.written) == (3, 1, 2)
    assert loaded.entry
    assert loaded.entry.reason == "đầu kỳ"
    assert bulk([stated("a1", 1)]).entry is None
    assert Entry.objects.filter(action="nhập").count() == 1
    assert Total.objects.get(unit__code="P").total == 8


def test_many_rows_with_bad_ones_are_refused_whole_and_each_bad_row_is_named() -> None:
    units.close("b2", date(2024, 1, 1), units.Author(None))
    good = [stated("a1", Decimal(year), Span(year, 1, 12)) for year in range(1000, 3000)]
    bad = [good[4], stated("b2", 1, Span(2024, 1, 6))]
    with pytest.raises(RefusedRows) as refused:
        bulk([*good, *bad])
    assert [(number, str(error)) for number, error in refused.value.rows] == [
        (2001, "Trùng ô số liệu với dòng 5."),
        (2002, "Kỳ số liệu nằm ngoài thời gian tồn tại của đơn vị “b2”. Kiểm tra lại kỳ và đơn vị."),
    ]
    english = refused.value.sentence(translator("en").gettext).splitlines()
    assert english[0] == "There are wrong rows, so no figure was written."
    assert english[1] == "Row 2001: The same figure as row 5."
    assert not FactVersion.objects.exists()
    assert not Total.objects.exists()


def test_numbers_stay_exact() -> None:
    value = Decimal("123456789012345678901234567890.000000000000000001")
    bulk([stated("a1", value)])  # type: ignore[arg-type]
    assert FactVersion.objects.get().value == value
    assert Total.objects.get(unit__code="P").total == value
