"""Cases made into others: what they take over, and that it happens once."""

from datetime import date

import pytest
from tests.ledger.cases.people import UNIT, person

from tonghop.ledger import cases, units
from tonghop.ledger.cases.errors import AlreadyConverted, MovedMeanwhile, NoSuchOffshoot, NotFilled, OnlyConverted
from tonghop.ledger.models import Account, Case, Entry, Role

pytestmark = pytest.mark.usefixtures("office")
JUNE = date(2026, 6, 1)


def call(account: Account) -> Case:
    texts = {"content": "Cống tắc trước chợ", "channel": "hotline", "sender": "Đỗ Thị Lụa", "phone": "0900000000"}
    return cases.receive(account, "feedback", units.find(UNIT), texts, JUNE)


def test_feedback_becomes_a_petition_and_both_know_of_each_other(officer: Account) -> None:
    source = call(officer)
    taken = cases.carried(officer, source, cases.conversion_of(cases.register_of("feedback"), "petition"))
    assert taken.shown == {"kind": "request", "content": "Cống tắc trước chợ", "sender": "Đỗ Thị Lụa"}
    new = cases.convert(officer, source.pk, "petition", {**taken.shown, "competence": "own"}, JUNE, seen=1)
    source.refresh_from_db()
    assert (source.state, source.closed) == ("converted", JUNE)
    assert (new.register, new.received, new.fields["sender"]) == ("petitions", JUNE, "Đỗ Thị Lụa")
    assert [(item.case, item.onward) for item in cases.linked(officer, source)] == [(new, True)]
    assert [(item.case, item.onward) for item in cases.linked(officer, new)] == [(source, False)]
    entries = Entry.objects.filter(action__startswith="case.convert").values_list("action", "subject", "after__case")
    told = {("case.converted", f"case {new.pk}", new.pk), ("case.convert", f"case {source.pk}", new.pk)}
    assert told <= set(entries)
    assert not Entry.objects.filter(after__icontains="Lụa").exists()


def test_what_somebody_may_not_see_is_taken_over_all_the_same(officer: Account) -> None:
    source, other = call(officer), person("chi", Role.SYNTHESIS)
    taken = cases.carried(other, source, cases.conversion_of(cases.register_of("feedback"), "petition"))
    assert taken.hidden == {"sender": "Đỗ Thị Lụa"}
    texts = {**taken.shown, "competence": "own", "sender": cases.MASK}
    assert cases.convert(other, source.pk, "petition", texts, JUNE, seen=1).fields["sender"] == "Đỗ Thị Lụa"


def test_a_case_is_not_converted_twice_unless_somebody_says_so(officer: Account) -> None:
    source = call(officer)
    texts = {"kind": "request", "content": "x", "sender": "y", "competence": "own"}
    cases.convert(officer, source.pk, "petition", texts, JUNE, seen=1)
    with pytest.raises(MovedMeanwhile):
        cases.convert(officer, source.pk, "petition", texts, JUNE, seen=1)
    with pytest.raises(AlreadyConverted, match="số 1/2026 của “Sổ tiếp nhận, xử lý đơn”"):
        cases.convert(officer, source.pk, "petition", texts, JUNE, seen=2)
    assert cases.convert(officer, source.pk, "petition", texts, JUNE, seen=2, again=True).number == 2


def test_what_cannot_be_converted_leaves_everything_as_it_was(officer: Account) -> None:
    source = call(officer)
    with pytest.raises(NotFilled, match="Thẩm quyền"):
        cases.convert(officer, source.pk, "petition", {"kind": "request", "content": "x"}, JUNE, seen=1)
    with pytest.raises(NoSuchOffshoot):
        cases.convert(officer, source.pk, "poem", {}, JUNE, seen=1)
    with pytest.raises(OnlyConverted, match="Chuyển thành đơn"):
        cases.take(officer, source.pk, "convert", JUNE, {}, seen=1)
    assert "convert" not in cases.possible(officer, source)
    source.refresh_from_db()
    assert (source.version, source.state, Case.objects.count()) == (1, "new", 1)
    assert cases.linked(officer, source) == []
