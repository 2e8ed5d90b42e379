"""A case from reception to its end: who may do what, and what is refused."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate
from tests.ledger.cases.people import LETTER, TASK, UNIT, letter, person

from tonghop.core.errors import Refusal
from tonghop.ledger import cases, units
from tonghop.ledger.access import Forbidden
from tonghop.ledger.cases.errors import (
    BeforeLastStep,
    ImpossibleReception,
    InFuture,
    LeftToAnother,
    MovedMeanwhile,
    NeedsReason,
    NoSuchStep,
    NotExtended,
    NotFilled,
    NothingChanged,
    NotInList,
    NotToOneself,
    NotYours,
    OutOfBounds,
    UnknownCase,
    UnknownRegister,
)
from tonghop.ledger.models import Account, Case, CaseStep, Entry, Grant, Role, UnitKind
from tonghop.registers.filling import WronglyFilled

pytestmark = pytest.mark.usefixtures("office")
JUNE = date(2026, 6, 1)


def test_a_complaint_is_received_accepted_verified_extended_and_settled(officer: Account, head: Account) -> None:
    case = letter(officer, JUNE)
    assert (case.number, case.year, case.state, case.due) == (1, 2026, "received", None)
    case = cases.take(officer, case.pk, "accept", date(2026, 6, 3), {"handler": "an"}, seen=1, document="12/TB-UBND")
    assert (case.state, case.due, case.handler) == ("accepted", date(2026, 7, 3), officer)
    case = cases.take(head, case.pk, "verify", date(2026, 6, 5), {}, seen=2)
    case = cases.take(head, case.pk, "extend", date(2026, 7, 1), {"reason": "vụ việc phức tạp"}, seen=3)
    assert (case.state, case.first_due, case.due) == ("verifying", date(2026, 7, 3), date(2026, 7, 20))
    case = cases.take(head, case.pk, "resolve", date(2026, 7, 15), {"result": "Đúng một phần"}, seen=4)
    assert (case.state, case.closed, case.met) == ("resolved", date(2026, 7, 15), date(2026, 7, 15))
    assert case.fields["result"] == "partly"
    told = (
        CaseStep.objects.filter(case=case)
        .order_by("id")
        .values_list("transition", "document", "entry__actor__username")
    )
    assert [row[0] for row in told] == ["", "accept", "verify", "extend", "resolve"]
    assert told[1] == ("accept", "12/TB-UBND", "an")


def test_a_limit_is_extended_before_it_ends_and_as_often_as_the_law_allows(officer: Account, head: Account) -> None:
    case = letter(officer, JUNE)
    cases.take(officer, case.pk, "accept", date(2026, 6, 3), {"handler": "an"}, seen=1)
    with pytest.raises(NotExtended) as refused:
        cases.take(head, case.pk, "extend", date(2026, 7, 4), {"reason": "vụ việc phức tạp"}, seen=2)
    assert "“Giải quyết” đã hết ngày 03/07/2026 (Luật Khiếu nại 2011, Điều 28)" in refused.value.sentence(str)
    case = cases.take(head, case.pk, "extend", date(2026, 7, 3), {"reason": "vụ việc phức tạp"}, seen=2)
    assert case.due == date(2026, 7, 20)
    with pytest.raises(NotExtended, match="đủ số lần"):
        cases.take(head, case.pk, "extend", date(2026, 7, 10), {"reason": "còn phức tạp"}, seen=3)


def test_numbers_count_the_cases_of_a_year(officer: Account) -> None:
    days = [JUNE, JUNE, date(2025, 12, 31), date(2026, 1, 2)]
    assert [(case.year, case.number) for case in (letter(officer, day) for day in days)] == [
        (2026, 1),
        (2026, 2),
        (2025, 1),
        (2026, 3),
    ]


def test_what_cannot_be_received_is_refused(officer: Account, head: Account) -> None:
    unit = units.find(UNIT)
    with pytest.raises(NotFilled, match="Họ tên người gửi"):
        cases.receive(officer, "petitions", unit, {**LETTER, "sender": " "}, JUNE)
    with pytest.raises(WronglyFilled, match="Loại đơn: không có lựa chọn “thơ”"):
        cases.receive(officer, "petitions", unit, {**LETTER, "kind": "thơ"}, JUNE)
    for day in (localdate() + timedelta(days=1), date(1900, 1, 1)):
        with pytest.raises(ImpossibleReception, match=r"^Ngày tiếp nhận"):
            cases.receive(officer, "petitions", unit, LETTER, day)
    with pytest.raises(UnknownRegister):
        cases.receive(officer, "poems", unit, LETTER, JUNE)
    with pytest.raises(Forbidden):
        cases.receive(officer, "petitions", units.find("B"), LETTER, JUNE)
    assert not head.cases.exists()


VIOLATION = {"behaviour": "Xây không phép", "field": "building_no_permit", "offender": "Ông B", "authority": "local"}
PROJECT = {"name": "Đường 7", "group": "c", "standing": "carried_over", "owner": "Ban quản lý"}
DOSSIER = {"procedure": "x", "field": "land", "applicant": "Bà C", "channel": "online", "appointed": "2026-06-20"}


@pytest.mark.parametrize(
    ("key", "texts", "refusal", "said"),
    [
        ("investment_projects", {**PROJECT, "volume": "900"}, WronglyFilled, "Khối lượng thực hiện: “900” lớn hơn 100"),
        ("petitions", {**LETTER, "signers": "0"}, WronglyFilled, "Số người ký: “0” nhỏ hơn 1"),
        ("dossiers", {**DOSSIER, "appointed": "0026-06-20"}, WronglyFilled, "Ngày hẹn trả kết quả: “0026-06-20”"),
        ("dossiers", {**DOSSIER, "appointed": "2026-05-31"}, OutOfBounds, "không được trước “Ngày tiếp nhận”"),
        ("violations", {**VIOLATION, "fine": "5", "collected": "6"}, OutOfBounds, "không được lớn hơn “Tiền phạt theo"),
        ("violations", {**VIOLATION, "collected": "6"}, NotFilled, "Tiền phạt theo quyết định"),
        ("violations", {**VIOLATION, "handler": "ma"}, NotInList, "Người thụ lý: “ma”"),
        ("violations", {**VIOLATION, "handler": "xa"}, NotInList, "Người thụ lý: “xa”"),
        ("violations", {**VIOLATION, "place": "b1"}, NotInList, "Tổ dân phố, thôn: “b1”"),
        ("investment_projects", {**PROJECT, "lead": "B"}, NotInList, "Đơn vị theo dõi: “B”"),
    ],
)
def test_what_cannot_be_true_is_refused_and_the_field_named(
    officer: Account, key: str, texts: dict[str, str], refusal: type[Refusal], said: str
) -> None:
    person("xa", Role.OFFICER, unit="B")
    with pytest.raises(refusal, match=said):
        cases.receive(officer, key, units.find(UNIT), texts, JUNE)
    assert not Case.objects.exists()


def test_a_step_and_a_correction_name_only_who_and_what_there_is_and_keep_what_was(
    officer: Account, head: Account
) -> None:
    case = letter(officer, JUNE)
    with pytest.raises(NotInList, match="Người thụ lý: “ma”"):
        cases.take(officer, case.pk, "accept", JUNE, {"handler": "ma"}, seen=1)
    case = cases.take(officer, case.pk, "accept", JUNE, {"handler": "an"}, seen=1)
    Account.objects.filter(pk=officer.pk).update(is_active=False)
    case = cases.amend(head, case.pk, {"handler": "an", "matter": "Ngõ 5"}, seen=2, reason="rõ vụ việc")
    assert case.fields["matter"] == "Ngõ 5"


def test_a_step_is_refused_that_the_state_the_role_or_the_day_does_not_allow(officer: Account, head: Account) -> None:
    case = letter(officer, JUNE)
    with pytest.raises(NoSuchStep, match="Mới tiếp nhận"):
        cases.take(head, case.pk, "resolve", JUNE, {"result": "right"}, seen=1)
    with pytest.raises(NoSuchStep):
        cases.take(head, case.pk, "burn", JUNE, {}, seen=1)
    with pytest.raises(NotFilled, match="Người thụ lý"):
        cases.take(officer, case.pk, "accept", JUNE, {}, seen=1)
    with pytest.raises(NotYours, match="Không thụ lý"):
        cases.take(officer, case.pk, "refuse", JUNE, {"reason": "hết thời hiệu"}, seen=1)
    with pytest.raises(BeforeLastStep, match="01/06/2026"):
        cases.take(officer, case.pk, "accept", date(2026, 5, 31), {"handler": "an"}, seen=1)
    with pytest.raises(InFuture):
        cases.take(officer, case.pk, "accept", localdate() + timedelta(days=1), {"handler": "an"}, seen=1)
    case.refresh_from_db()
    assert (case.state, case.version, case.steps.count()) == ("received", 1, 1)


def test_of_two_officers_the_second_is_told_what_the_first_did(officer: Account, head: Account) -> None:
    case = letter(officer, JUNE)
    cases.take(officer, case.pk, "accept", JUNE, {"handler": "an"}, seen=1)
    with pytest.raises(MovedMeanwhile, match="An vừa cập nhật hồ sơ này, trạng thái hiện nay là “Đã thụ lý”"):
        cases.take(head, case.pk, "refuse", JUNE, {"reason": "hết thời hiệu"}, seen=1)


def test_a_correction_changes_fields_and_leaves_the_state(officer: Account) -> None:
    case = letter(officer, JUNE)
    case = cases.amend(officer, case.pk, {"kind": "Tố cáo"}, seen=1, reason="đọc lại đơn")
    assert (case.state, case.fields["kind"], case.version) == ("received", "denunciation", 2)
    entry = Entry.objects.get(action="case.amend")
    assert entry.reason == "đọc lại đơn"
    assert (entry.before["fields"]["kind"], entry.after["fields"]["kind"]) == ("complaint", "denunciation")


def test_a_correction_writes_what_it_changes_and_is_refused_where_that_is_nothing(officer: Account) -> None:
    case = letter(officer, JUNE, {"signers": "3"})
    form = {"kind": "complaint", "content": LETTER["content"], "matter": "", "signers": "3"}
    with pytest.raises(NothingChanged, match="Chưa sửa ô nào"):
        cases.amend(officer, case.pk, form, seen=1, reason="đọc lại đơn")
    case = cases.amend(officer, case.pk, form | {"matter": "Ngõ 5", "signers": ""}, seen=1, reason="đọc lại đơn")
    assert case.steps.latest("id").fields == {"matter": "Ngõ 5", "signers": None}
    assert (case.version, case.fields["matter"], case.fields["signers"]) == (2, "Ngõ 5", None)


def test_a_step_taken_before_a_correction_was_made_keeps_its_day(officer: Account) -> None:
    case = letter(officer, JUNE)
    case = cases.amend(officer, case.pk, {"content": "Việc khác"}, seen=1, reason="ghi nhầm")
    case = cases.take(officer, case.pk, "accept", date(2026, 6, 3), {"handler": "an"}, seen=2)
    assert (case.since, case.fields["content"]) == (date(2026, 6, 3), "Việc khác")


def test_a_correction_has_a_reason_and_leaves_what_its_author_may_not_see(officer: Account, clerk: Account) -> None:
    case = letter(clerk, JUNE)
    with pytest.raises(NeedsReason):
        cases.amend(officer, case.pk, {"kind": "Tố cáo"}, seen=1, reason="")
    case = cases.amend(officer, case.pk, {"kind": "Tố cáo", "sender": "Ai đó"}, seen=1, reason="đọc lại đơn")
    assert (case.fields["kind"], case.fields["sender"]) == ("denunciation", LETTER["sender"])
    case = cases.amend(clerk, case.pk, {"sender": "Nguyễn Văn Ân"}, seen=2, reason="ghi nhầm tên")
    assert case.fields["sender"] == "Nguyễn Văn Ân"


def test_a_step_writes_what_it_asks_for_and_a_correction_what_its_author_may_decide(
    officer: Account, head: Account
) -> None:
    case = letter(officer, JUNE)
    sent = {"handler": "an", "sender": "", "content": "Việc khác", "result": "wrong"}
    case = cases.take(officer, case.pk, "accept", JUNE, sent, seen=1)
    assert (case.fields["sender"], case.fields["content"]) == (LETTER["sender"], LETTER["content"])
    assert "result" not in case.fields
    case = cases.amend(officer, case.pk, {"result": "wrong", "content": "Việc khác"}, seen=2, reason="Ghi nhầm")
    assert (case.fields.get("result"), case.fields["content"]) == (None, "Việc khác")
    case = cases.take(head, case.pk, "resolve", localdate(), {"result": "right"}, seen=3)
    assert cases.amend(head, case.pk, {"result": "partly"}, seen=4, reason="Ghi nhầm").fields["result"] == "partly"


def test_what_not_everybody_may_see_is_masked_and_seeing_it_is_recorded(officer: Account, head: Account) -> None:
    case, other = letter(officer, JUNE), person("chi", Role.SYNTHESIS)
    register = cases.register_of("petitions")
    assert cases.shown(case, cases.seen_by(other, case, register))["sender"] == cases.MASK
    assert cases.shown(case, cases.seen_by(head, case, register))["sender"] == "Nguyễn Văn An"
    cases.record_access(head, case, register, cases.seen_by(head, case, register))
    assert Entry.objects.get(action="case.seen").actor == head
    received = Entry.objects.get(action="case.receive")
    assert received.after["fields"]["sender"] == cases.MASK
    assert "Nguyễn" not in f"{case.title} {case.folded}"


def test_whoever_received_or_handles_a_case_sees_all_of_it_while_it_is_open(
    officer: Account, head: Account, clerk: Account
) -> None:
    case, register = letter(clerk, JUNE), cases.register_of("petitions")

    def knowing() -> set[str]:
        return {who.username for who in (officer, clerk) if "sender" in cases.seen_by(who, case, register)}

    assert knowing() == {"chi"}
    with pytest.raises(NotToOneself):
        cases.take(officer, case.pk, "accept", JUNE, {"handler": "an"}, seen=1)
    case = cases.take(head, case.pk, "accept", JUNE, {"handler": "an"}, seen=1)
    assert knowing() == {"an", "chi"}
    Grant.objects.filter(account=clerk).update(role=Role.DEPUTY)
    clerk = Account.objects.get(pk=clerk.pk)
    assert knowing() == {"an"}
    case = cases.take(head, case.pk, "resolve", JUNE, {"result": "right"}, seen=2)
    assert knowing() == set()


def test_cases_of_other_units_are_not_found(officer: Account) -> None:
    case, stranger = letter(officer, JUNE), person("dung", Role.OFFICER, unit="B")
    with pytest.raises(UnknownCase):
        cases.find(stranger, case.pk)
    with pytest.raises(UnknownCase):
        cases.take(stranger, case.pk, "accept", JUNE, {"handler": "an"}, seen=1)
    assert not cases.found(stranger, cases.Sought("petitions")).exists()


def test_cases_are_found_by_words_state_and_delay(officer: Account) -> None:
    held = letter(officer, JUNE, {"content": "Lấn chiếm vỉa hè đường Nguyễn Trãi"})
    waiting = letter(officer, JUNE, {"content": "Xin cấp lại giấy"})
    cases.take(officer, held.pk, "accept", JUNE, {"handler": "an"}, seen=1)

    def found(**sought: object) -> list[int]:
        return list(
            cases.found(officer, cases.Sought("petitions", **sought), date(2026, 7, 2)).values_list("pk", flat=True)
        )  # type: ignore[arg-type]

    assert found(words="via he nguyen tr") == found(words="VỈA HÈ") == found(state="accepted") == [held.pk]
    assert found(words="mái che") == []
    assert found(words=f" {held.number}/{held.year}") == [held.pk]
    # 30 days from 1/6 end on 1/7; that it is to be accepted within 10 days holds the other one
    assert found(late="overdue") == [waiting.pk, held.pk]
    assert (waiting.next_limit, waiting.next_due, waiting.due) == ("acceptance", date(2026, 6, 11), None)
    assert found(late="soon") == []
    assert len(found()) == 2
    assert cases.by_state(officer, cases.Sought("petitions")) == {"accepted": 1, "received": 1}


def test_whoever_is_given_a_case_of_the_unit_above_sees_and_moves_it_and_no_other(officer: Account) -> None:
    units.create([units.New("A.KT", UnitKind.DEPARTMENT, "Phòng Kinh tế", UNIT)], units.Author(None))
    given = person("lan", Role.OFFICER, unit="A.KT")
    case, other = letter(officer, JUNE), letter(officer, JUNE)
    with pytest.raises(UnknownCase):
        cases.find(given, case.pk)
    case = cases.take(officer, case.pk, "accept", date(2026, 6, 3), {"handler": "lan"}, seen=1)
    assert cases.find(given, case.pk) == case
    assert "forward" not in cases.possible(given, case)
    assert cases.amend(given, case.pk, {"matter": "Ngõ 5"}, seen=2, reason="rõ vụ việc").version == 3
    with pytest.raises(UnknownCase):
        cases.find(given, other.pk)
    with pytest.raises(NotYours):
        cases.take(given, case.pk, "verify", date(2026, 6, 4), {}, seen=3)


def test_a_petition_of_others_is_forwarded_and_never_accepted(officer: Account) -> None:
    case = letter(officer, JUNE, {"competence": "other"})
    assert "accept" not in cases.possible(officer, case)
    with pytest.raises(
        WronglyFilled, match="Thẩm quyền: hồ sơ ở trạng thái “Đã thụ lý” thì phải là “Thuộc thẩm quyền”"
    ):
        cases.take(officer, case.pk, "accept", JUNE, {"handler": "an"}, seen=1)
    assert cases.take(officer, case.pk, "forward", JUNE, {"competence": "other"}, seen=1).state == "forwarded"
    own = letter(officer, JUNE)
    with pytest.raises(WronglyFilled, match="“Đã chuyển đơn, hướng dẫn”"):
        cases.take(officer, own.pk, "forward", JUNE, {}, seen=1)
    cases.take(officer, own.pk, "accept", JUNE, {"handler": "an"}, seen=1)
    with pytest.raises(WronglyFilled):
        cases.amend(officer, own.pk, {"competence": "other"}, seen=2, reason="xem lại")
    later = letter(officer, JUNE)  # that it is of others was found only now
    assert (
        cases.take(officer, later.pk, "forward", JUNE, {"competence": "other"}, seen=1).fields["competence"] == "other"
    )


def test_what_somebody_reported_another_one_confirms(officer: Account, head: Account) -> None:
    Grant.objects.create(account=officer, role=Role.SYNTHESIS, unit=units.find(UNIT))
    made = cases.receive(officer, "tasks", units.find(UNIT), TASK, JUNE)
    made = cases.take(officer, made.pk, "report", JUNE, {"evidence": "ảnh"}, seen=1)
    mine, left = cases.ahead(officer, made)
    assert (sorted(mine), [step.label for step in left]) == (["return"], ["Xác nhận hoàn thành"])
    with pytest.raises(LeftToAnother, match="đã thực hiện “Báo cáo hoàn thành” không tự thực hiện “Xác nhận"):
        cases.take(officer, made.pk, "confirm", JUNE, {}, seen=2)
    assert cases.take(head, made.pk, "confirm", JUNE, {}, seen=2).state == "done"


def test_who_is_alone_in_the_office_confirms_what_he_reported_himself(officer: Account, head: Account) -> None:
    Grant.objects.create(account=officer, role=Role.SYNTHESIS, unit=units.find(UNIT))
    person("xa", Role.HEAD, unit="B")
    Account.objects.filter(pk=head.pk).update(is_active=False)
    made = cases.receive(officer, "tasks", units.find(UNIT), TASK, JUNE)
    made = cases.take(officer, made.pk, "report", JUNE, {"evidence": "ảnh"}, seen=1)
    made = cases.take(officer, made.pk, "confirm", JUNE, {}, seen=2)
    actors = made.steps.order_by("id").values_list("transition", "entry__actor")
    assert list(actors) == [("", officer.pk), ("report", officer.pk), ("confirm", officer.pk)]
