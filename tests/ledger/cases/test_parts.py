"""Cases below others: what may be there, how far it has come, and what is refused."""

from datetime import date
from itertools import product

import pytest
from tests.ledger.cases.people import LETTER, TASK, UNIT, letter, person

from tonghop.ledger import cases, units
from tonghop.ledger.access import Forbidden
from tonghop.ledger.cases.errors import (
    Circular,
    NoPart,
    NoSuchNumber,
    NotFilled,
    PartsOpen,
    PartStays,
    UnknownCase,
    UpperClosed,
)
from tonghop.ledger.models import Account, Case, Entry, Role

pytestmark = pytest.mark.usefixtures("office")
JUNE = date(2026, 6, 1)


@pytest.fixture
def officer() -> Account:
    return person("an", Role.OFFICER, Role.HEAD)


def task(account: Account, parent: Case | None = None, **texts: str) -> Case:
    return cases.receive(account, "tasks", units.find(UNIT), {**TASK, **texts}, JUNE, parent)


def end(account: Account, case: Case) -> None:
    case = cases.take(account, case.pk, "report", JUNE, {"evidence": "ảnh"}, seen=1)
    confirmer = Account.objects.filter(username="lan").first() or person("lan", Role.LEADER)
    cases.take(confirmer, case.pk, "confirm", JUNE, {}, seen=2)


def test_a_tree_of_tasks_tells_how_far_it_has_come(officer: Account) -> None:
    top = task(officer)
    first, second = task(officer, top), task(officer, top)
    below = [task(officer, first) for _ in range(3)]
    for case in (below[0], second):
        end(officer, case)
    branches = cases.tree(officer, top, date(2026, 7, 1))
    assert [(item.case, item.depth) for item in branches] == [
        (first, 1),
        *((case, 2) for case in below),
        (second, 1),
    ]
    assert [(item.done, item.overdue, item.total) for item in branches[:2]] == [(1, 3, 3), (1, 0, 1)]
    assert cases.progress(branches) == (2, 3, 4)
    assert cases.above(officer, below[2]) == [top, first]
    assert cases.tree(officer, second, JUNE) == cases.above(officer, top) == []


def test_no_case_comes_to_be_below_itself(officer: Account) -> None:
    top = task(officer)
    middle = task(officer, top)
    low = task(officer, middle)
    for upper, lower in product((top, middle, low), (top, middle)):
        if upper.pk >= lower.pk:
            with pytest.raises(Circular, match="cấp trên của chính nó"):
                cases.put_below(officer, lower, upper)
    cases.put_below(officer, low, top)
    cases.put_below(officer, middle, None)
    assert cases.above(officer, low) == [top]
    entry = Entry.objects.filter(action="case.parent").latest("id")
    assert (entry.before, entry.after) == ({"parent": top.pk}, {"parent": None})


def test_only_what_a_register_has_as_parts_is_put_below(officer: Account) -> None:
    top, other = task(officer), letter(officer, JUNE)
    with pytest.raises(NoPart, match="Một nhiệm vụ không có đơn ở bên dưới"):
        cases.put_below(officer, other, top)
    with pytest.raises(NoPart):
        cases.receive(officer, "petitions", units.find(UNIT), LETTER, JUNE, top)
    assert cases.tree(officer, top, JUNE) == []


def test_cases_of_others_are_neither_shown_in_a_tree_nor_put_somewhere(officer: Account) -> None:
    top = task(officer)
    task(officer, top)
    stranger = person("la", Role.OFFICER, unit="B")
    assert cases.tree(stranger, top, JUNE) == []
    own = cases.receive(stranger, "tasks", units.find("B"), {**TASK, "lead": "B", "handler": "la"}, JUNE)
    with pytest.raises(UnknownCase):
        cases.put_below(stranger, own, top)
    with pytest.raises(Forbidden):
        cases.put_below(stranger, top, own)


def test_a_case_is_meant_by_its_number(officer: Account) -> None:
    top = task(officer)
    assert cases.numbered(officer, "tasks", top, " 1/2026 ") == top
    for text in ("9/2026", "1", "", "1/2026/3", "một/2026", "1" * 30 + "/2026"):
        with pytest.raises(NoSuchNumber):
            cases.numbered(officer, "tasks", top, text)


def test_a_task_has_a_lead(officer: Account) -> None:
    with pytest.raises(NotFilled, match="Đơn vị chủ trì"):
        task(officer, lead="")


def test_no_task_is_done_before_its_parts_and_none_opens_below_one_that_is(officer: Account) -> None:
    leader = person("lan", Role.LEADER)
    top = task(officer, content="Chỉnh trang phường")
    middle = task(officer, top, content="Chỉnh trang chợ")
    low = task(officer, middle, content="Sơn lại mái chợ")
    top = cases.take(officer, top.pk, "report", JUNE, {"evidence": "ảnh"}, seen=1)
    with pytest.raises(PartsOpen) as refused:
        cases.take(leader, top.pk, "confirm", JUNE, {}, seen=2)
    named = f"nhiệm vụ {middle.number}/2026 (Chỉnh trang chợ); nhiệm vụ {low.number}/2026 (Sơn lại mái chợ)."
    assert f"còn 2 phần chưa kết thúc: {named}" in str(refused.value)
    end(officer, low)
    end(officer, middle)
    top = cases.take(leader, top.pk, "confirm", JUNE, {}, seen=2)
    assert top.state == "done"
    alone = task(officer)
    for put in (
        lambda: cases.put_below(officer, alone, top),
        lambda: task(officer, top),
        lambda: task(officer, middle),
    ):
        with pytest.raises(UpperClosed, match="ở trạng thái “Đã hoàn thành”"):
            put()
    end(officer, alone)
    cases.put_below(officer, Case.objects.get(pk=alone.pk), top)


def test_a_task_is_given_up_with_its_open_parts_or_after_them(officer: Account) -> None:
    leader = person("lan", Role.LEADER)
    top = task(officer, content="Chỉnh trang phường")
    middle, done = task(officer, top, content="Chỉnh trang chợ"), task(officer, top)
    low = task(officer, middle, content="Sơn lại mái chợ")
    end(officer, done)
    why = {"reason": "Thành phố đã giao đơn vị khác"}
    with pytest.raises(PartsOpen, match=r"còn 2 phần .*Sơn lại mái chợ.* hoặc đánh dấu để kết thúc cùng lúc"):
        cases.take(leader, top.pk, "drop", JUNE, why, seen=1)
    cases.take(leader, top.pk, "drop", JUNE, why, seen=1, document="9/TB-UBND", together=True)
    for dropped in (top, middle, low):
        dropped.refresh_from_db()
        last = dropped.steps.latest("id")
        assert (dropped.state, last.document, last.fields) == ("dropped", "9/TB-UBND", why)
    done.refresh_from_db()
    assert done.state == "done"
    with pytest.raises(UpperClosed, match="ở trạng thái “Thôi thực hiện”"):
        task(officer, middle)


def test_nothing_is_given_up_where_a_part_cannot_be(officer: Account) -> None:
    leader = person("lan", Role.LEADER)
    top = task(officer)
    late = cases.receive(officer, "tasks", units.find(UNIT), TASK | {"content": "Sơn mái chợ"}, date(2026, 6, 9), top)
    with pytest.raises(PartStays, match=r"cùng lúc được với nhiệm vụ 2/2026 \(Sơn mái chợ\): .* trước ngày 09/06/2026"):
        cases.take(leader, top.pk, "drop", JUNE, {"reason": "gộp việc"}, seen=1, together=True)
    assert Case.objects.filter(pk__in=[top.pk, late.pk], closed=None).count() == 2


def test_what_has_ended_takes_only_the_parts_that_its_register_adds(officer: Account) -> None:
    meeting = {"content": "Giao ban", "kind": "heads", "day": "2026-06-01", "chair": "an"}
    held = cases.receive(officer, "meetings", units.find(UNIT), meeting, JUNE)
    held = cases.take(officer, held.pk, "hold", JUNE, {"attending": "các phòng"}, seen=1)
    held = cases.take(officer, held.pk, "conclude", JUNE, {"notice": "12/TB-UBND"}, seen=2)
    assert task(officer, held).parent == held
    cancelled = cases.receive(officer, "meetings", units.find(UNIT), meeting, JUNE)
    cancelled = cases.take(officer, cancelled.pk, "cancel", JUNE, {"reason": "chưa đủ hồ sơ"}, seen=1)
    with pytest.raises(UpperClosed, match="ở trạng thái “Hoãn, không họp”"):
        task(officer, cancelled)


def test_open_parts_that_somebody_may_not_see_are_counted_and_not_named(officer: Account) -> None:
    top = task(officer)
    other = person("em", Role.OFFICER, unit="B")
    hidden = cases.receive(other, "tasks", units.find("B"), {**TASK, "lead": "B", "handler": "em"}, JUNE)
    Case.objects.filter(pk=hidden.pk).update(parent=top)
    cases.take(officer, top.pk, "report", JUNE, {"evidence": "ảnh"}, seen=1)
    with pytest.raises(PartsOpen, match="còn 1 phần chưa kết thúc mà tài khoản không được xem"):
        cases.take(officer, top.pk, "confirm", JUNE, {}, seen=2)
