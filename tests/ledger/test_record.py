"""Recording: nothing is overwritten, nobody is overruled unseen, every change says who, when and why."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection, connections
from django.db.utils import IntegrityError
from tests.ledger import small
from tests.ledger.small import put, stated

from tonghop.core.fact import Measure
from tonghop.core.span import Span
from tonghop.ledger import units
from tonghop.ledger.errors import Conflict, OutsideLife, UnknownIndicator, UnknownUnit
from tonghop.ledger.models import Entry, FactVersion, State, Total
from tonghop.ledger.record import Change, record

FACT = stated("a1", 5)
CELL = FACT.cell
CHANGE = Change(None, "ghi", "theo báo cáo")


@pytest.mark.usefixtures("office")
def test_a_correction_supersedes_and_keeps_what_was_known() -> None:
    first = record([FACT], CHANGE).versions[CELL]
    corrected = record([stated("a1", 7)], Change(None, "đính chính", "cộng sót"))
    old, new = FactVersion.objects.order_by("id")
    assert (old.id, old.value, old.superseded_by) == (first, 5, corrected.entry)
    assert old.known_to == new.known_from == corrected.entry.at
    assert (new.value, new.known_to, new.entry.reason) == (7, None, "cộng sót")


@pytest.mark.usefixtures("office")
def test_the_same_figure_again_changes_nothing() -> None:
    before = record([FACT], CHANGE).versions
    again = record([FACT], CHANGE)
    assert again.versions == before
    assert again.unchanged == (CELL,)
    assert FactVersion.objects.count() == 1


@pytest.mark.usefixtures("office")
def test_proposals_and_settled_figures_are_two_tracks() -> None:
    put(FACT)
    proposed = record([stated("a1", 9)], CHANGE, State.DRAFT).versions[CELL]
    assert FactVersion.objects.filter(known_to=None).count() == 2
    record([stated("a1", 9)], CHANGE, State.SUBMITTED)
    assert FactVersion.objects.get(id=proposed).known_to
    assert Total.objects.get(unit__code="P").total == 5


@pytest.mark.usefixtures("office")
def test_a_proposal_that_is_settled_as_it_stands_is_closed() -> None:
    record([stated("a1", 9), stated("a2", 4)], CHANGE, State.SUBMITTED)
    entry = record([stated("a1", 9), stated("a2", 5)], CHANGE).entry
    proposed = FactVersion.objects.filter(settled=False).order_by("id")
    assert [(row.value, row.superseded_by) for row in proposed] == [(9, entry), (4, None)]


@pytest.mark.usefixtures("office")
def test_whoever_did_not_see_the_last_version_writes_nothing() -> None:
    seen = put(FACT)
    put(stated("a1", 6))
    with pytest.raises(Conflict) as refused:
        record([stated("a1", 8), stated("a2", 1)], CHANGE, seen=seen)
    assert refused.value.clashes[0].now == stated("a1", 6)
    with pytest.raises(Conflict):
        record([stated("a1", 8)], CHANGE, seen={CELL: None})
    assert FactVersion.objects.count() == 2
    assert Entry.objects.filter(action="ghi").count() == 2


@pytest.mark.usefixtures("office")
def test_what_is_unknown_or_did_not_exist_is_refused() -> None:
    units.close("a1", date(2025, 1, 1), units.Author(None))
    for fact, error in (
        (stated("a1", 1, Span(2025, 1, 6)), OutsideLife),
        (stated("x", 1), UnknownUnit),
        (stated("a2", 1, indicator="x"), UnknownIndicator),
    ):
        with pytest.raises(error):
            record([fact], CHANGE)
    assert not FactVersion.objects.exists()


@pytest.mark.usefixtures("office")
def test_plans_of_several_authorities_and_versions_stand_side_by_side() -> None:
    plans = [
        stated("a1", number, measure=Measure.PLAN, authority=authority, version=version)
        for authority, version, number in (("Tỉnh", 0, 10), ("Tỉnh", 1, 12), ("HĐND", 0, 15))
    ]
    put(*plans)
    assert FactVersion.objects.filter(known_to=None, measure=1).count() == 3


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize(
    "statement",
    [
        "update ledger_fact set value = 6",
        "update ledger_fact set known_from = now()",
        "update ledger_fact set known_to = now()",
        "delete from ledger_fact",
        "update ledger_entry set reason = 'khác'",
        "delete from ledger_entry",
        "delete from ledger_unit where code = 'b2'",
        "delete from ledger_indicator where key = 'mean'",
    ],
)
def test_the_database_refuses_to_alter_or_delete(statement: str) -> None:
    put(FACT)
    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("column", ["indicator_id", "unit_id", "entry_id", "source_id", "duty_id"])
def test_the_database_refuses_references_to_nothing(column: str) -> None:
    put(FACT)
    row = FactVersion(**{
        name: value
        for name, value in FactVersion.objects.values().get().items()
        if name not in ("id", "settled")
    } | {"year": 2023, column: 10**6})  # fmt: skip
    with pytest.raises(IntegrityError):
        row.save()


@pytest.fixture
def shared_office(transactional_db: None) -> None:  # noqa: ARG001
    """The small office, for several connections."""
    small.build()


def _together(*works: object) -> list[object]:
    def run(work: object) -> object:
        try:
            return work()  # type: ignore[operator]
        except Conflict as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


@pytest.mark.usefixtures("shared_office")
def test_of_several_writers_who_saw_the_same_one_comes_through() -> None:
    seen = put(FACT)
    outcomes = _together(
        *(lambda value=value: record([stated("a1", value)], CHANGE, seen=seen) for value in range(10, 16))
    )
    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 5
    assert FactVersion.objects.count() == 2
    assert Entry.objects.filter(action="ghi").count() == 2


@pytest.mark.usefixtures("shared_office")
def test_a_parents_own_value_and_its_childrens_are_never_both_counted() -> None:
    for turn in range(8):
        span = Span(2000 + turn, 1, 12)
        _together(
            lambda span=span: put(stated("A", 100, span), stated("b1", 1, span, "stock")),
            lambda span=span: put(stated("b2", 1, span, "stock"), stated("a1", 1, span)),
            lambda span=span: put(stated("a2", 1, span), stated("B", 1000, span)),
            lambda span=span: put(stated("b1", 1, span)),
        )
    assert set(Total.objects.filter(unit__code="P", indicator__key="flow").values_list("total", "parts")) == {
        (Decimal(1100), 2)
    }
