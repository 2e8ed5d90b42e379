"""Changes of units that are tried out, then done as they were seen, by those who may."""

from datetime import date
from decimal import Decimal

import pytest
from tests.ledger.small import put, stated

from tonghop.core.span import Span
from tonghop.ledger import undertakings, units
from tonghop.ledger.access import Forbidden
from tonghop.ledger.errors import UnknownUnit
from tonghop.ledger.models import Account, Entry, Grant, Role, UnitKind
from tonghop.ledger.undertakings import OutOfDate, Undertaking
from tonghop.ledger.units import Method, Part

pytestmark = pytest.mark.usefixtures("office")
DAY = date(2025, 7, 1)


def administrator(of: str) -> Account:
    account = Account.objects.create(username=f"quản trị {of}")
    Grant.objects.create(account=account, role=Role.ADMINISTRATOR, unit=units.find(of))
    return account


def merger(into: str = "M") -> Undertaking:
    new = units.New(into, UnitKind.COMMUNE, "phường mới", "P", DAY)
    return undertakings.merging(["A", "B"], new, DAY, "12/NQ")


def test_what_was_tried_out_is_what_the_ledger_says_afterwards() -> None:
    put(stated("a1", 5), stated("a2", 7), stated("B", 30), stated("B", 40, Span(2025, 1, 12)))
    account, entries = administrator("P"), Entry.objects.count()
    trial = undertakings.try_out(account, merger())
    assert Entry.objects.count() == entries
    assert units.find("A").closed is None
    undertakings.carry_out(account, merger(), "sắp xếp", trial.mark)
    assert {each.cell: each.after for each in trial.sums if each.after is not None} == units.sums(["A", "B", "M"])
    assert any(each.before != each.after for each in trial.sums)
    entry = Entry.objects.latest("id")
    assert (entry.actor, entry.reason, entry.after["decision"]) == (account, "sắp xếp", "12/NQ")


def test_a_trial_tells_what_the_new_unit_is_compared_with() -> None:
    put(stated("A", 60), stated("B", 30))
    trial = undertakings.try_out(administrator("P"), merger())
    assert trial.span == Span(2024, 1, 12)
    (row,) = trial.compared["M"]
    assert [(piece.unit, piece.share, piece.value.value) for piece in row.pieces] == [("A", 1, 60), ("B", 1, 30)]
    assert row.value.value == 90


def test_nothing_is_done_once_figures_or_units_have_changed() -> None:
    put(stated("A", 60))
    account = administrator("P")
    for change in (lambda: put(stated("B", 30)), lambda: units.rename("b1", "tổ 9", DAY, units.Author(None))):
        mark = undertakings.try_out(account, merger()).mark
        change()
        with pytest.raises(OutOfDate):
            undertakings.carry_out(account, merger(), "", mark)
    assert units.find("A").closed is None


def test_all_units_concerned_must_be_in_reach() -> None:
    account = administrator("A")
    halves = [Part("a1", code, Decimal("0.5"), Method.AREA) for code in ("a2", "b1")]
    for undertaking in (
        merger(),
        undertakings.moving(["a1"], "B", DAY, ""),
        undertakings.renaming("B", "phường B", DAY, ""),
        undertakings.rearranging(halves, DAY, [], {}, ""),
        undertakings.founding(units.New("B-9", UnitKind.GROUP, "tổ 9", "B", DAY), DAY, ""),
        undertakings.closing("b1", DAY, ""),
    ):
        with pytest.raises(Forbidden):
            undertakings.try_out(account, undertaking)
    with pytest.raises(UnknownUnit):
        undertakings.try_out(account, undertakings.moving(["a1"], "X", DAY, ""))


def test_sums_out_of_sight_are_not_told() -> None:
    put(stated("a1", 5), stated("b1", 9))
    trial = undertakings.try_out(administrator("A"), undertakings.closing("a1", DAY, ""))
    assert {each.cell.unit for each in trial.sums} == {"A", "a1"}


def test_shares_stated_anew_concern_all_who_took_part() -> None:
    unknown = [Part("A", code, None, Method.UNKNOWN) for code in ("A", "B")]
    units.reorganise(DAY, unknown, units.Author(None))
    known = [Part("A", "A", Decimal("0.7"), Method.AREA), Part("A", "B", Decimal("0.3"), Method.AREA)]
    with pytest.raises(Forbidden):
        undertakings.try_out(administrator("A"), undertakings.sharing(known, DAY))
    undertakings.carry_out(administrator("P"), undertakings.sharing(known, DAY))
    assert units.lineage("B", date(2025, 6, 30)).shares() is not None
