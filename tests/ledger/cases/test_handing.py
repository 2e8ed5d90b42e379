"""Units end, merge and divide while work is open: nothing is lost, and it is said where everything is now."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils.timezone import localdate
from tests.ledger.cases.people import LETTER, TASK, person

from tonghop.core.span import Span
from tonghop.ledger import cases, units
from tonghop.ledger.access import Forbidden
from tonghop.ledger.cases.errors import NeedsReason, NotHandedOver
from tonghop.ledger.cases.places import reach
from tonghop.ledger.models import (
    Account,
    Case,
    CaseStanding,
    Entry,
    FactVersion,
    Indicator,
    Posting,
    Role,
    UnitKind,
)
from tonghop.ledger.units import Author, New, Part, UnitError
from tonghop.ledger.units.bequest import hand_over_due
from tonghop.ledger.units.values import Method

pytestmark = pytest.mark.usefixtures("office")
JUNE, JULY, AUGUST = date(2026, 6, 1), date(2026, 7, 1), date(2026, 8, 1)
NOBODY = Author(None, "sắp xếp")


@pytest.fixture
def boss() -> Account:
    return person("an", Role.OFFICER, Role.HEAD, unit="P")


def letter(account: Account, unit: str, **texts: str) -> Case:
    account = person(f"{account.username}{Account.objects.count()}", Role.OFFICER, unit=unit)
    return cases.receive(account, "petitions", units.find(unit), {**LETTER, **texts}, JUNE)


def closed(account: Account, unit: str) -> Case:
    case = letter(account, unit)
    return cases.take(account, case.pk, "refuse", JUNE, {"reason": "hết thời hiệu"}, seen=1)


def told(case: Case) -> tuple[str, str]:
    case.refresh_from_db()
    return case.unit.code, f"{case.number}/{case.year}"


def test_a_unit_with_open_cases_does_not_end(boss: Account) -> None:
    for code in ("a1", "a2"):
        units.close(code, JULY, NOBODY)
    closed(boss, "A")
    first, _ = letter(boss, "A"), letter(boss, "A")
    with pytest.raises(UnitError, match=r"còn 2 hồ sơ chưa xong: đơn 2/2026, đơn 3/2026\. Kết thúc các hồ sơ đó"):
        units.close("A", JULY, NOBODY)
    for case in Case.objects.filter(closed=None):
        cases.take(boss, case.pk, "refuse", JUNE, {"reason": "hết thời hiệu"}, seen=1)
    units.close("A", JULY, NOBODY)
    assert told(first) == ("A", "2/2026")


def test_a_unit_in_charge_of_open_work_of_others_does_not_end() -> None:
    units.create([New("A.VH", UnitKind.DEPARTMENT, "Phòng Văn hóa", "A")], NOBODY)
    head = person("binh", Role.HEAD, unit="A")
    task = cases.receive(head, "tasks", units.find("A"), {**TASK, "lead": "A.VH", "handler": "binh"}, JUNE)
    with pytest.raises(UnitError, match="nhiệm vụ 1/2026"):
        units.close("A.VH", JULY, NOBODY)
    cases.amend(head, task.pk, {"lead": "A"}, seen=1, reason="giao lại")
    units.close("A.VH", JULY, NOBODY)


def test_when_units_merge_what_is_open_goes_on_at_the_new_one_and_what_is_closed_stays(boss: Account) -> None:
    units.create([New("A.VH", UnitKind.DEPARTMENT, "Phòng Văn hóa", "A")], NOBODY)
    done, open_a, open_b = closed(boss, "A"), letter(boss, "A"), letter(boss, "B")
    head = person("binh", Role.HEAD, unit="A")
    task = cases.receive(head, "tasks", units.find("A"), {**TASK, "lead": "A.VH", "handler": "binh"}, JUNE)
    own = cases.receive(head, "tasks", units.find("A.VH"), {**TASK, "handler": "binh"}, JUNE)
    units.merge(["A", "B"], New("C", UnitKind.COMMUNE, "Xã C", "P", JULY), JULY, NOBODY, "12/NQ-HĐND")
    assert told(done) == ("A", "1/2026")
    assert [told(case) for case in (open_b, open_a)] == [("C", "1/2026"), ("C", "2/2026")]
    assert {told(task)[0], told(own)[0]} == {"C"}
    assert (task.fields["lead"], own.fields["lead"]) == ("C", "C")
    entry = Entry.objects.get(action="case.hand_over", subject=f"case {open_a.pk}")
    assert (entry.before["unit"], entry.before["number"], entry.after["number"]) == ("A", "2/2026", "2/2026")
    assert open_a.steps.latest("id").document == "12/NQ-HĐND"
    cases.take(boss, open_a.pk, "refuse", AUGUST, {"reason": "hết thời hiệu"}, seen=2)
    register = cases.register_of("petitions")
    ids = {code: units.find(code).pk for code in "ABC"}
    before = cases.measure_all(register, [ids["A"], ids["B"]], JUNE, JULY - timedelta(days=1))
    after = cases.measure_all(register, list(ids.values()), JUNE, AUGUST)
    for values in (before, after):
        assert values["received"] == 3
        assert values["opening"] + values["received"] == values["resolved"] + values["pending"]
    assert (before["pending"], after["pending"]) == (2, 1)
    assert cases.measure_all(register, [ids["C"]], JUNE, AUGUST)["received"] == 2


def test_what_departments_of_a_merged_unit_closed_is_counted_and_listed_at_the_new_one(boss: Account) -> None:
    units.create([New("A.VH", UnitKind.DEPARTMENT, "Phòng Văn hóa", "A")], NOBODY)
    case = closed(boss, "A.VH")
    stranger = person("xa", Role.HEAD, unit="b1")
    units.merge(["A", "B"], New("C", UnitKind.COMMUNE, "Xã C", "P", JULY), JULY, NOBODY)
    new = units.find("C")
    head, officer = person("binh", Role.HEAD, unit="C"), person("chi", Role.OFFICER, unit="C")
    counted = cases.measure_all(cases.register_of("petitions"), reach([new.pk])[new.pk], JUNE, localdate())
    assert counted["resolved"] == 1
    for account, seen in ((head, [case]), (boss, [case]), (officer, []), (stranger, [])):
        assert list(cases.found(account, cases.Sought("petitions", new))) == seen
        assert list(Case.objects.filter(cases.visible(account))) == seen


def test_when_a_unit_is_divided_a_case_goes_with_its_place_or_to_the_greater_part(boss: Account) -> None:
    placed = cases.receive(boss, "feedback", units.find("A"), {"content": "x", "channel": "app", "place": "a1"}, JUNE)
    plain = letter(boss, "A")
    parts = [Part("A", "C", Decimal("0.4"), Method.POPULATION), Part("A", "D", Decimal("0.6"), Method.POPULATION)]
    new = [New(code, UnitKind.COMMUNE, f"Xã {code}", "P", JULY) for code in "CD"]
    units.split(parts, JULY, NOBODY, new, {"a1": "C", "a2": "D"})
    assert (told(placed)[0], told(plain)[0]) == ("C", "D")


def test_the_parts_of_a_unit_count_together_what_it_counted(boss: Account) -> None:
    units.create([New("A.VH", UnitKind.DEPARTMENT, "Phòng Văn hóa", "A")], NOBODY)
    for unit in ("A", "A", "A.VH"):
        closed(boss, unit)
    letter(boss, "A"), letter(boss, "A.VH")
    register, ids = cases.register_of("petitions"), {"A": units.find("A").pk}
    before = cases.measure_all(register, reach(ids.values())[ids["A"]], JUNE, JULY - timedelta(days=1))
    parts = [Part("A", "C", Decimal("0.4"), Method.POPULATION), Part("A", "D", Decimal("0.6"), Method.POPULATION)]
    new = [New(code, UnitKind.COMMUNE, f"Xã {code}", "P", JULY) for code in "CD"]
    units.split(parts, JULY, NOBODY, new, {"a1": "C", "a2": "D"})
    ids |= {code: units.find(code).pk for code in "CDP"}
    after = {code: cases.measure_all(register, reach([ids[code]])[ids[code]], JUNE, AUGUST) for code in "CDP"}
    additive = [key for key, measure in register.measures.items() if measure.additive and "overdue" not in key]
    for key in additive:
        assert before[key] == after["C"][key] + after["D"][key] == after["P"][key], key
    assert (before["received"], after["C"]["received"], after["D"]["resolved"]) == (5, 0, 3)
    units.merge(["C", "D"], New("E", UnitKind.COMMUNE, "Xã E", "P", AUGUST), AUGUST, NOBODY)
    whole = cases.measure_all(register, reach([pk := units.find("E").pk])[pk], JUNE, AUGUST)
    assert all(whole[key] == before[key] for key in additive)


def test_a_unit_that_lives_on_keeps_its_cases(boss: Account) -> None:
    case = letter(boss, "A")
    units.merge(["A", "B"], "A", JULY, NOBODY)
    assert told(case) == ("A", "1/2026")
    assert case.version == 1


def test_a_merger_of_the_future_hands_cases_over_on_its_day(boss: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    units.create([New("B.VH", UnitKind.DEPARTMENT, "Phòng Văn hóa", "B")], NOBODY)
    case, other, day = letter(boss, "B"), letter(boss, "B.VH"), localdate() + timedelta(days=40)
    units.merge(["A", "B"], "A", day, NOBODY, "12/NQ-HĐND")
    assert hand_over_due() == 0
    case = cases.take(boss, case.pk, "accept", localdate(), {"handler": "an"}, seen=1)
    assert (told(case), told(other)[0]) == (("B", "1/2026"), "B.VH")
    for module in ("units.bequest", "handing"):
        monkeypatch.setattr(f"tonghop.ledger.{module}.localdate", lambda: day)
    assert (hand_over_due(), hand_over_due()) == (2, 0)
    assert {told(case)[0], told(other)[0]} == {"A"}
    standing = CaseStanding.objects.get(case=case, until=None)
    assert (standing.unit.code, standing.since) == ("A", day)
    assert case.steps.latest("id").document == "12/NQ-HĐND"


def test_what_is_open_when_a_unit_ends_on_a_day_to_come_goes_to_the_unit_above(
    boss: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    units.create([New("A.VH", UnitKind.DEPARTMENT, "Phòng Văn hóa", "A")], NOBODY)
    day, before, done = localdate() + timedelta(days=40), letter(boss, "A.VH"), closed(boss, "A.VH")
    task = cases.receive(person("binh", Role.HEAD, unit="A"), "tasks", units.find("A"),
                         {**TASK, "lead": "A.VH", "handler": "binh"}, JUNE)  # fmt: skip
    units.close("A.VH", day, NOBODY)
    later = letter(boss, "A.VH")  # it works until its last day
    assert hand_over_due() == 0
    for module in ("units.bequest", "handing"):
        monkeypatch.setattr(f"tonghop.ledger.{module}.localdate", lambda: day)
    assert (hand_over_due(), hand_over_due()) == (3, 0)
    assert [told(case)[0] for case in (before, later, done)] == ["A", "A", "A.VH"]
    assert (told(task)[0], task.fields["lead"]) == ("A", "A")


def test_what_a_merged_unit_posts_counts_the_cases_of_those_it_came_from(boss: Account) -> None:
    closed(boss, "A")
    units.merge(["A", "B"], New("C", UnitKind.COMMUNE, "Xã C", "P", JULY), JULY, NOBODY)
    rules = {"direction": "neutral", "time": "flow", "over_units": "sum", "over_time": "sum"}
    Indicator.objects.create(key="petitions", name="đơn thư", unit="đơn", **rules)
    query = cases.Query(Span(2026, 1, 8), date(2026, 1, 1), date(2026, 8, 31))
    cases.post(person("binh", Role.SYNTHESIS, unit="P"), units.find("C"), query)
    posting = Posting.objects.get(unit__code="C")
    assert FactVersion.objects.get(source=posting.source).value == 1


def test_a_case_is_handed_over_by_hand(boss: Account) -> None:
    case, officer = letter(boss, "A"), person("chi", Role.OFFICER, unit="A")
    with pytest.raises(Forbidden):
        cases.pass_on(officer, case.pk, units.find("B"), seen=1, reason="x")
    with pytest.raises(NeedsReason):
        cases.pass_on(boss, case.pk, units.find("B"), seen=1, reason=" ")
    with pytest.raises(NotHandedOver):
        cases.pass_on(boss, case.pk, units.find("A"), seen=1, reason="x")
    cases.pass_on(boss, case.pk, units.find("B"), seen=1, reason="thuộc địa bàn xã B")
    assert told(case) == ("B", "1/2026")
    assert "B" in cases.takers(boss, units.find("A"))
    with pytest.raises(NotHandedOver):
        cases.pass_on(boss, closed(boss, "A").pk, units.find("B"), seen=2, reason="x")
