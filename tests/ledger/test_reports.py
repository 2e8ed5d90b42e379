"""Reports: written by several people, issued under numbers without gaps, corrected afterwards."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256

import pytest
from django.db import connections, transaction
from django.db.utils import IntegrityError
from django.utils.timezone import localdate
from tests.api.world import World, build
from tests.ledger.papers import DONE, SPAN, SYMBOL, VALUE, paper

from tonghop.core.fact import Measure
from tonghop.core.paper import Paper, Paragraph, Section
from tonghop.ledger import reports
from tonghop.ledger.access import Forbidden
from tonghop.ledger.errors import LedgerError
from tonghop.ledger.models import (
    Account,
    Amendment,
    Entry,
    Grant,
    Issue,
    RegisterNumber,
    Report,
    ReportFile,
    ReportSection,
    Role,
)
from tonghop.ledger.reports import Form, Head, Issuing, Signer, errors
from tonghop.ledger.rounds.errors import NeedsWhy

PRINTERS = {"docx": lambda made: f"docx {made.letterhead.number}".encode(), "pdf": lambda _: b"pdf"}
SIGNER = Signer(Form.COLLECTIVE, "Nguyễn Văn An", "Chủ tịch", "Ủy ban nhân dân")
TODAY = date(2026, 4, 2)


@pytest.fixture
def world(db: None, monkeypatch: pytest.MonkeyPatch) -> World:  # noqa: ARG001
    monkeypatch.setattr("tonghop.ledger.reports.issuing.localdate", lambda: TODAY)
    return build()


@pytest.fixture
def draft(world: World) -> Report:
    return drafted(world)


def drafted(world: World, made: Paper | None = None) -> Report:
    unit = world.places["own"].unit
    return reports.create(world.people["synthesis"], "quarter", unit, SPAN, made or paper())


def section(report: Report, key: str) -> ReportSection:
    return report.sections.get(key=key)


def how(**changes: object) -> Issuing:
    return replace(Issuing(SYMBOL, TODAY, SIGNER, ("UBND tỉnh T", "Lưu: VT")), **changes)  # type: ignore[arg-type]


def opened(world: World, **more: int) -> None:
    reports.open_register(world.people["head"], world.places["own"].unit, 2026, SYMBOL, **more)


def issued(world: World, report: Report | None = None, **changes: object) -> Issue:
    return reports.issue(world.people["head"], (report or drafted(world)).pk, how(**changes), PRINTERS)


class TestDrafts:
    def test_a_paper_comes_back_from_its_rows_as_it_went_in(self, draft):
        assert reports.assembled(draft) == paper()

    def test_what_stands_around_the_text_can_be_said_otherwise(self, world, draft):
        head = Head("Báo cáo", "Tình hình quý I", "Tỉnh T", "UBND phường A", "A", ("Lưu: VT",), "Kính gửi")
        reports.head(world.people["synthesis"], draft.pk, head)
        draft.refresh_from_db()
        made = reports.assembled(draft)
        assert (made.subject, made.recipients, made.letterhead.symbol) == ("Tình hình quý I", ("Lưu: VT",), SYMBOL)

    def test_a_draft_is_given_up_with_a_reason_and_then_stays_as_it_is(self, world, draft):
        with pytest.raises(NeedsWhy):
            reports.abandon(world.people["synthesis"], draft.pk, " ")
        reports.abandon(world.people["synthesis"], draft.pk, "gộp vào báo cáo 6 tháng")
        with pytest.raises(errors.WrongReportState):
            reports.move(world.people["synthesis"], draft.pk, section(draft, "tasks").pk, down=False)

    @pytest.mark.parametrize("role", ["administrator", "deputy", "visitor"])
    def test_a_draft_is_nobody_elses(self, world, draft, role):
        with pytest.raises(errors.UnknownReport):
            reports.find(world.people[role], draft.pk)


class TestSections:
    def test_every_version_is_kept_with_who_made_it(self, world, draft):
        row, account = section(draft, "society"), world.people["synthesis"]
        for number, text in enumerate(("một", "hai"), 1):
            reports.save(account, draft.pk, row.pk, number, "Xã hội", [Paragraph((text,))])
        kept = reports.versions(row)
        assert [each.blocks[0].runs for each in kept] == [("hai",), ("một",), ("Đời sống ổn định.",)]
        assert {each.actor for each in kept} == {account.username}
        entry = Entry.objects.filter(action="report.edit").latest("id")
        assert (entry.before["version"], entry.after["version"]) == (2, 3)

    def test_of_two_who_write_at_once_the_second_is_told(self, world, draft):
        row = section(draft, "society")
        reports.save(world.people["officer"], draft.pk, row.pk, 1, "Xã hội", [Paragraph(("của cán bộ",))])
        with pytest.raises(errors.SectionConflict, match="officer vừa lưu"):
            reports.save(world.people["synthesis"], draft.pk, row.pk, 1, "Xã hội", [Paragraph(("của tôi",))])
        assert reports.versions(row)[0].blocks[0].runs == ("của cán bộ",)

    def test_saving_what_is_there_already_makes_no_version(self, world, draft):
        row = section(draft, "society")
        reports.save(world.people["synthesis"], draft.pk, row.pk, 1, row.title, reports.blocks_of(row))
        assert len(reports.versions(row)) == 1

    def test_who_was_given_a_section_may_write_that_one_only(self, world, draft):
        helper = Account.objects.create(username="giup")
        Grant.objects.create(account=helper, role=Role.OFFICER, unit=world.places["below"].unit)
        with pytest.raises(errors.UnknownReport):
            reports.find(helper, draft.pk)
        reports.assign(world.people["synthesis"], draft.pk, section(draft, "society").pk, "giup", "")
        reports.save(helper, draft.pk, section(draft, "society").pk, 1, "Xã hội", [Paragraph(("xong",))])
        with pytest.raises(Forbidden):
            reports.save(helper, draft.pk, section(draft, "economy").pk, 1, "Kinh tế", [])
        with pytest.raises(errors.NotAssignable):
            reports.assign(world.people["synthesis"], draft.pk, section(draft, "society").pk, "deputy", "giup")

    def test_a_section_changes_hands_only_from_whom_one_saw_and_the_journal_tells_both(self, world, draft):
        giver, row = world.people["synthesis"], section(draft, "society")
        assert reports.last_assigned(row) is None
        reports.assign(giver, draft.pk, row.pk, "officer", "")
        with pytest.raises(errors.AssignedMeanwhile, match="vừa được giao cho officer"):
            reports.assign(giver, draft.pk, row.pk, "head", "")
        reports.assign(giver, draft.pk, row.pk, "head", "officer")
        last = reports.last_assigned(row)
        assert (last.username, last.actor) == ("officer", "synthesis")
        entry = Entry.objects.filter(action="report.assign").latest("id")
        assert (entry.before["assigned"], entry.after["assigned"]) == ("officer", "head")

    def test_sections_are_added_moved_with_what_is_below_them_and_left_out(self, world, draft):
        account = world.people["synthesis"]
        reports.add(account, draft.pk, section(draft, "economy").pk, 2, "Đầu tư")
        reports.move(account, draft.pk, section(draft, "tasks").pk, down=False)
        reports.move(account, draft.pk, section(draft, "society").pk, down=False)
        reports.leave_out(account, draft.pk, section(draft, "economy").pk, out=True)
        titles = [each.title for each in reports.assembled(draft).sections]
        assert titles == ["Nhiệm vụ", "Kết quả", "Xã hội", "Đầu tư"]
        reports.leave_out(account, draft.pk, section(draft, "economy").pk, out=False)
        assert "Kinh tế" in [each.title for each in reports.assembled(draft).sections]

    def test_comments_are_settled_by_who_may_comment(self, world, draft):
        said = reports.comment(world.people["leader"], draft.pk, section(draft, "economy").pk, "Nêu rõ nguyên nhân.")
        with pytest.raises(errors.UnknownReport):
            reports.resolve(world.people["deputy"], draft.pk, said.pk)
        reports.resolve(world.people["synthesis"], draft.pk, said.pk)
        said.refresh_from_db()
        assert said.resolved.actor == world.people["synthesis"]


class TestSigner:
    @pytest.mark.parametrize(
        ("form", "lines"),
        [
            (Form.COLLECTIVE, ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
            (Form.COLLECTIVE_DEPUTY, ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
            (Form.DEPUTY, ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
            (Form.ORDER, ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
            (Form.AUTHORITY, ("TUQ. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
            (Form.OWN, ("CHỦ TỊCH",)),
            (Form.ACTING, ("Q. CHỦ TỊCH",)),
        ],
    )
    def test_lines_stand_above_the_name_as_the_form_says(self, form, lines):
        signer = Signer(form, "Nguyễn Văn An", lines[-1].removeprefix("Q. "), "Ủy ban nhân dân", "Chủ tịch")
        assert reports.signature(signer).lines == lines

    def test_a_form_without_what_it_names_is_refused(self):
        with pytest.raises(errors.WrongSigner):
            reports.signature(Signer(Form.ORDER, "Nguyễn Văn An", "Chánh Văn phòng"))


class TestIssuing:
    def test_what_is_issued_is_kept_byte_for_byte_whatever_happens_later(self, world, draft):
        opened(world)
        made = issued(world, draft)
        frozen = reports.paper_issued(made)
        assert (frozen.letterhead.number, frozen.letterhead.dated) == (1, TODAY)
        assert frozen.signature.lines == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
        file = made.files.get(form="docx")
        assert bytes(file.content) == b"docx 1"
        assert file.sha256 == sha256(b"docx 1").hexdigest()
        with pytest.raises(IntegrityError, match="never altered"), transaction.atomic():
            ReportFile.objects.filter(pk=file.pk).update(content=b"")
        with pytest.raises(IntegrityError, match="never altered"), transaction.atomic():
            RegisterNumber.objects.filter(pk=made.number_id).update(number=9)
        with pytest.raises(errors.WrongReportState):
            reports.save(world.people["synthesis"], draft.pk, section(draft, "society").pk, 1, "x", [])

    def test_a_failing_printer_takes_no_number_and_leaves_a_draft(self, world, draft):
        opened(world)
        with pytest.raises(errors.NotPrinted):
            reports.issue(world.people["head"], draft.pk, how(), {"docx": lambda _: b"", "pdf": lambda _: 1 / 0})
        draft.refresh_from_db()
        assert draft.state == Report.State.DRAFT
        assert not Entry.objects.filter(action="report.issue").exists()
        assert issued(world, draft).number.number == 1

    def test_only_who_may_issue_does(self, world, draft):
        opened(world)
        with pytest.raises(Forbidden):
            reports.issue(world.people["synthesis"], draft.pk, how(), PRINTERS)

    @pytest.mark.parametrize("day", [TODAY + timedelta(days=1), date(2026, 3, 1)])
    def test_days_go_with_the_numbers(self, world, draft, day):
        opened(world)
        issued(world)
        with pytest.raises(errors.WrongDay):
            issued(world, draft, dated=day)

    @pytest.mark.parametrize("day", [date(2026, 1, 5), date(2025, 12, 31), date(2026, 3, 30)])
    def test_what_was_done_in_a_period_is_not_reported_before_it_ends(self, world, draft, day):
        opened(world)
        reports.open_register(world.people["head"], world.places["own"].unit, 2025, SYMBOL)
        with pytest.raises(errors.TooEarly, match="kỳ báo cáo từ 01/01/2026 đến 31/03/2026"):
            issued(world, draft, dated=day)

    def test_estimates_are_reported_before_a_period_ends(self, world):
        opened(world)
        guess = replace(VALUE, cells=(replace(DONE, measure=Measure.ESTIMATE),))
        made = paper(sections=(Section("economy", 1, "Kinh tế", (Paragraph((guess,)),)),), appendices=())
        assert issued(world, drafted(world, made), dated=date(2026, 3, 20)).dated == date(2026, 3, 20)

    def test_a_number_that_was_kept_is_dated_no_later_than_the_next(self, world, draft):
        opened(world)
        reports.reserve(world.people["head"], world.places["own"].unit, 2026, SYMBOL, "Báo cáo quý I", 1)
        issued(world, dated=date(2026, 3, 31))
        with pytest.raises(errors.WrongDay, match="sau ngày của văn bản có số lớn hơn"):
            issued(world, draft, kept=1)
        assert issued(world, draft, kept=1, dated=date(2026, 3, 31)).number.number == 1

    def test_without_a_register_nothing_is_issued(self, world, draft):
        with pytest.raises(errors.NoRegister, match="Chưa mở sổ văn bản “BC-UBND” năm 2026"):
            issued(world, draft)

    def test_a_document_has_no_number_of_another_type(self, world):
        opened(world)
        release = paper(letterhead=replace(paper().letterhead, symbol="TC-UBND"))
        with pytest.raises(errors.WrongType, match="“TC-UBND”, không lấy số của sổ “BC-UBND”"):
            issued(world, drafted(world, release))

    def test_an_exhausted_or_closed_register_says_so(self, world, draft):
        opened(world, first=7, last=7)
        assert issued(world).number.number == 7
        with pytest.raises(errors.RegisterEnded, match="đã hết số"):
            issued(world, draft)
        reports.close_register(world.people["head"], world.places["own"].unit, 2026, SYMBOL)
        with pytest.raises(errors.RegisterEnded, match="đã đóng"):
            issued(world, draft)

    def test_an_exhausted_or_closed_register_is_extended_and_its_series_goes_on(self, world, draft):
        opened(world, first=7, last=7)
        issued(world)
        register = (world.people["head"], world.places["own"].unit, 2026, SYMBOL)
        reports.close_register(*register)
        with pytest.raises(errors.WrongLast, match="đã cấp gần nhất là 07"):
            reports.extend_register(*register, last=7)
        reports.extend_register(*register, last=8)
        assert issued(world, draft).number.number == 8

    @pytest.mark.parametrize("symbol", ["", "BC UBND", "BC/UBND", "BÁO-CÁO", "-BC", "<b>"])
    def test_a_symbol_is_of_capitals(self, world, symbol):
        with pytest.raises(errors.WrongRegister):
            reports.open_register(world.people["head"], world.places["own"].unit, 2026, symbol)

    def test_a_symbol_in_small_letters_is_the_same_everywhere(self, world):
        register = (world.people["head"], world.places["own"].unit, 2026)
        reports.open_register(*register, "bc-hđnd")
        assert reports.reserve(*register, " bc-HĐND ", "Báo cáo thẩm tra").register.symbol == "BC-HĐND"
        reports.close_register(*register, "bc-hđnd")

    def test_a_number_is_kept_once_and_never_ahead(self, world, draft):
        opened(world)
        keep = (world.people["head"], world.places["own"].unit, 2026, SYMBOL)
        reports.reserve(*keep, "Báo cáo quý I", 1)
        with pytest.raises(errors.NumberTaken, match="Số 01/BC-UBND đã cấp cho “Báo cáo quý I”"):
            reports.reserve(*keep, "Báo cáo khác", 1)
        with pytest.raises(errors.NumberAhead, match="số tiếp theo của sổ là 02"):
            reports.reserve(*keep, "Báo cáo khác", 5)
        assert issued(world).number.number == 2
        made = issued(world, draft, kept=1).number
        assert made.number == 1
        told = {line.number: line.purpose for line in reports.register_lines(made.register)}
        assert told[1] == f"Báo cáo: {draft.title}"
        with pytest.raises(errors.NumberTaken):
            issued(world, kept=1)
        with pytest.raises(errors.NotReserved):
            issued(world, kept=3)


class TestAfter:
    def test_a_replacement_is_linked_both_ways_once_it_is_issued(self, world, draft):
        opened(world)
        issued(world, draft)
        new = reports.begin_replacement(world.people["synthesis"], draft.pk, "sai số thu ngân sách")
        assert reports.assembled(new).letterhead.number is None
        with pytest.raises(errors.ReplacementBegun, match="sai số thu ngân sách") as begun:
            reports.begin_replacement(world.people["synthesis"], draft.pk, "lý do khác")
        assert begun.value.report == new
        draft.refresh_from_db()
        assert draft.state == Report.State.ISSUED
        issued(world, new)
        draft.refresh_from_db()
        assert draft.state == Report.State.REPLACED
        amendment = Amendment.objects.get()
        assert (amendment.report, amendment.successor, amendment.reason) == (draft, new, "sai số thu ngân sách")

    def test_what_was_withdrawn_stays_withdrawn_when_another_takes_its_place(self, world, draft):
        opened(world)
        issued(world, draft)
        new = reports.begin_replacement(world.people["synthesis"], draft.pk, "sai số thu ngân sách")
        reports.withdraw(world.people["head"], draft.pk, "ban hành nhầm", "Công văn số 13/UBND-VP")
        issued(world, new)
        draft.refresh_from_db()
        assert draft.state == Report.State.WITHDRAWN
        assert draft.amendments.get(kind=Amendment.Kind.REPLACED).successor == new

    def test_corrected_and_withdrawn_reports_say_why_and_by_what(self, world, draft):
        opened(world)
        issued(world, draft)
        with pytest.raises(errors.NoLetter):
            reports.correct(world.people["head"], draft.pk, "sai ký hiệu", " ")
        reports.correct(world.people["head"], draft.pk, "sai ký hiệu", "Công văn số 12/UBND-VP")
        reports.withdraw(world.people["head"], draft.pk, "ban hành nhầm", "Công văn số 13/UBND-VP")
        draft.refresh_from_db()
        assert draft.state == Report.State.WITHDRAWN
        assert [each.document for each in draft.amendments.order_by("id")] == [
            "Công văn số 12/UBND-VP", "Công văn số 13/UBND-VP",
        ]  # fmt: skip
        with pytest.raises(errors.WrongReportState):
            reports.withdraw(world.people["head"], draft.pk, "lần nữa", "")

    def test_what_is_signed_begins_with_what_was_issued(self, world, draft):
        opened(world)
        issued(world, draft)
        for wrong in (b"", b"pdf", b"another pdf"):
            with pytest.raises(errors.NotTheSigned):
                reports.attach_signed(world.people["head"], draft.pk, wrong)
        reports.attach_signed(world.people["head"], draft.pk, b"pdf signed")
        assert bytes(ReportFile.objects.get(form="signed").content) == b"pdf signed"
        with pytest.raises(errors.NotTheSigned):
            reports.attach_signed(world.people["head"], draft.pk, b"pdf signed again")

    def test_a_draft_is_never_public(self, world, draft):
        with pytest.raises(errors.WrongReportState):
            reports.make_public(world.people["head"], draft.pk, public=True)


def test_places_still_to_be_filled_in_are_found_with_their_words():
    texts = ("Nguyên nhân: [nêu nguyên nhân].", "Do …… chưa xong", "tổ chức hội nghị, v.v...", "Tăng 5%.")
    made = paper(sections=(), opening=tuple(Paragraph((text,)) for text in texts))
    assert list(reports.gaps(made)) == ["“Nguyên nhân: [nêu nguyên nhân].”", "“Do …… chưa xong”"]


@pytest.mark.django_db(transaction=True)
def test_many_who_issue_at_once_get_numbers_without_gap():
    world = build()
    reports.open_register(world.people["head"], world.places["own"].unit, localdate().year, SYMBOL)
    drafts = [drafted(world).pk for _ in range(12)]
    failing = set(drafts[::4])

    def printer(made: Paper) -> bytes:
        if made.subject.endswith("hỏng"):
            raise OSError
        return b"pdf"

    for number in failing:
        Report.objects.filter(pk=number).update(title="Báo cáo hỏng")

    def work(number: int) -> int | None:
        try:
            made = reports.issue(world.people["head"], number, how(dated=localdate()), {"pdf": printer})
            return int(made.number.number)
        except LedgerError:
            return None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        numbers = list(pool.map(work, drafts))
    assert sorted(number for number in numbers if number) == list(range(1, 10))
    assert numbers.count(None) == len(failing)
