"""Whole reports of a ward: their outline, what stands in them, and what is refused."""

from dataclasses import replace
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.drafting.ward import BEFORE, BILLION, DIVIDED, HALF, OLD, WARD, YEAR, fact, put

import tonghop
from tonghop.catalog.indicators import Better, indicators
from tonghop.catalog.outlines import outlines
from tonghop.core.fact import Measure
from tonghop.core.paper import Chip, Kind, Note, Paragraph, Runs, Section, Table, chips, numbered
from tonghop.core.span import Span
from tonghop.drafting.blanks import unwritten
from tonghop.drafting.compose import Wanted, compose, draft
from tonghop.drafting.refusals import Ended, NothingKnown, NotYetBorn, UnknownKind, UnknownTopic, WrongPeriod
from tonghop.ledger import accounts, rounds, units
from tonghop.ledger.access import Forbidden
from tonghop.ledger.models import Account, Duty, Form, Role, Round, UnitKind

pytestmark = pytest.mark.usefixtures("ward")
SIX = Wanted("six-month", WARD, HALF)


def text(runs: Runs) -> str:
    return "".join(run if isinstance(run, str) else run.text if isinstance(run, Chip) else "" for run in runs)


def said(sections: tuple[Section, ...], key: str) -> str:
    section = next(each for each in sections if each.key == key)
    return "\n".join(text(block.runs) for block in section.blocks if isinstance(block, Paragraph))


def test_the_whole_outline_of_half_a_year() -> None:
    paper = compose(SIX)
    assert [f"{number} {section.title}" for number, section in numbered(paper.sections) if section.level == 1] == [
        "I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ PHÁT TRIỂN KINH TẾ - XÃ HỘI 6 THÁNG ĐẦU NĂM 2026",
        "II. THỰC HIỆN CHỦ ĐỀ NĂM 2026",
        "III. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH",
        "IV. ĐÁNH GIÁ CHUNG",
        "V. NHIỆM VỤ TRỌNG TÂM 6 THÁNG CUỐI NĂM 2026",
    ]
    assert paper.letterhead.issuer == "ỦY BAN NHÂN DÂN PHƯỜNG TÂY HỒ"
    assert (paper.letterhead.symbol, paper.letterhead.place) == ("BC-UBND", "Tây Hồ")
    assert paper.signature.lines == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    assert "UBND thành phố Lam Giang" in paper.recipients
    assert any(isinstance(block, Table) for appendix in paper.appendices for block in appendix.blocks)


def test_results_are_told_by_field_with_plans_and_the_year_before() -> None:
    told = said(compose(SIX).sections, "kinh-te/ngan-sach")
    assert "15 tỷ đồng" in told
    assert "bằng 60% so với dự toán điều chỉnh Thành phố giao và 50% dự toán Phường giao" in told
    assert "tăng 50%" in told


def test_a_reorganisation_is_told_once_and_a_new_unit_had_no_plan_of_its_own() -> None:
    paper = compose(SIX)
    notes = [
        text(run.runs)
        for section in paper.sections
        for block in section.blocks
        if isinstance(block, Paragraph)
        for run in block.runs
        if isinstance(run, Note)
    ]
    told = [note for note in notes if "quy đổi" in note]
    assert told == [
        "Số liệu trước ngày 01/7/2025 được quy đổi từ các đơn vị cũ: toàn bộ phường Hòa An; một phần phường Bến Nứa, "
        "tính theo 50% dân số."
    ]
    read = tonghop.read(told[0].encode(), name="chú thích.txt")
    assert [figure.indicator for figure in read.figures if figure.role.measures] == ["population"]
    assert "Hội đồng nhân dân" in text(paper.opening[0].runs)
    put(fact("fires", 5, Span(2025, 1, 12)))
    born = compose(Wanted("year", WARD, Span(2025, 1, 12))).opening[0]
    assert text(born.runs).startswith("Ủy ban nhân dân phường Tây Hồ đã chỉ đạo")


def test_the_counts_of_the_assessment_partition_the_targets() -> None:
    for span in (HALF, YEAR):
        put(fact("budget_revenue", 26 * BILLION, YEAR), fact("jobs_created", 390, YEAR))
        paper = compose(Wanted("six-month" if span == HALF else "year", WARD, span))
        counts = [chip for chip in paper.chips() if chip.kind is Kind.COUNTED]
        if span == YEAR:  # told where the targets are, and again in the assessment
            assert counts[: len(counts) // 2] == counts[len(counts) // 2 :]
            counts = counts[: len(counts) // 2]
        whole, *groups = counts
        assert sum(len(group.cells) for group in groups) == len(whole.cells) == 2
        assert {cell for group in groups for cell in group.cells} == set(whole.cells)


def test_a_year_that_runs_is_told_by_its_pace_a_finished_one_by_its_status() -> None:
    running = compose(SIX).sections
    assert "cơ bản đạt" not in said(running, "danh-gia-1")
    assert "Chậm so với tiến độ: " in said(running, "danh-gia-2")
    put(fact("jobs_created", 390, YEAR), fact("budget_revenue", 20 * BILLION, YEAR))
    finished = compose(Wanted("year", WARD, YEAR)).sections
    assert "cơ bản đạt kế hoạch" in said(finished, "danh-gia-1")
    assert "Không đạt kế hoạch: " in said(finished, "chi-tieu")
    assert "không đạt kế hoạch" not in said(finished, "danh-gia-2")


def test_what_is_late_is_told_with_its_figures_and_what_hardly_moved_is_not() -> None:
    better = [key for key, each in indicators().items() if each.unit == "m2" and each.direction is Better.HIGHER][:10]
    put(*(fact(key, 500, YEAR, Measure.PLAN, "TP") for key in better), *(fact(key, 250, YEAR) for key in better))
    before = Span(2025, 1, 12)
    put(*(fact(key, value, before, unit=unit) for unit, value in ((OLD, 251), (DIVIDED, 0)) for key in better))
    sections = compose(Wanted("year", WARD, YEAR)).sections
    assert said(sections, "chi-tieu").count("bằng 50% kế hoạch") == len(better) > 8
    assert "giảm 0,4%" not in said(sections, "danh-gia-2")
    put(fact("budget_revenue", 20 * BILLION, YEAR))
    summary = compose(Wanted("voter", WARD, YEAR)).sections
    assert said(summary, "danh-gia-cu-tri-2").count("bằng 50% kế hoạch") == 2
    assert "Thu ngân sách nhà nước" in said(summary, "kinh-te")  # what most people ask for goes first


def test_what_units_write_stands_under_its_heading_with_its_author() -> None:
    assert {section.key for section in unwritten(compose(SIX))} == {
        "chu-de", "chi-dao", "danh-gia-3", "nhiem-vu-linh-vuc",
    }  # fmt: skip
    duty = _duty()
    officer = accounts.create(None, "lan", "Mat-khau-thu-9", "Trần Thị Lan", Role.OFFICER, duty.unit)
    heading = rounds.Heading
    texts = {
        heading.RESULTS: "Trật tự được giữ vững.",
        heading.CAUSES: "Thiếu người.",
        heading.TASKS: "Một.\nHai.",
    }
    rounds.narrate(officer, duty.pk, texts)
    assert "Thiếu người." not in said(compose(SIX).sections, "danh-gia-3")
    Duty.objects.update(state=Duty.State.SUBMITTED)
    paper = compose(SIX)
    assert said(paper.sections, "nhiem-vu/chinh-quyen") == "Một.\nHai."
    assert said(paper.sections, "danh-gia-3") == "Thiếu người."
    assert "Trật tự được giữ vững." in said(paper.sections, "chinh-quyen")
    tasks = next(section for section in paper.sections if section.key == "nhiem-vu/chinh-quyen")
    assert isinstance(tasks.blocks[0], Paragraph)
    assert tasks.blocks[0].author == "Văn phòng (Trần Thị Lan)"
    other = compose(Wanted("thematic", WARD, HALF, topic="ngan-sach")).sections
    assert "Thiếu người." not in "".join(said(other, section.key) for section in other)
    numbered_tasks = compose(Wanted("directions", WARD, HALF)).sections
    assert said(numbered_tasks, "y-kien-chi-dao").splitlines()[1:] == ["(1) Một.", "(2) Hai."]


def test_what_units_write_stands_with_the_topic_it_tells_of() -> None:
    duty = _duty()
    officer = accounts.create(None, "lan", "Mat-khau-thu-9", "Trần Thị Lan", Role.OFFICER, duty.unit)
    heading = rounds.Heading
    texts = {
        heading.RESULTS: (
            "- Công tác giải phóng mặt bằng: đối thoại với các hộ còn vướng mắc.\n"
            "Phiên họp của tập thể UBND được tổ chức đúng quy chế làm việc.\n"
            "Thu ngân sách được chỉ đạo quyết liệt."
        ),
        heading.TASKS: (
            "1. Rà soát nguồn thu, chống thất thu ngân sách; chăm lo người có công, hộ nghèo; "
            "tổ chức khám bệnh cho người cao tuổi. Chuẩn bị năm học mới: sửa chữa trường học; mua sắm thiết bị."
        ),
    }
    rounds.narrate(officer, duty.pk, texts)
    Duty.objects.update(state=Duty.State.SUBMITTED)
    sections = compose(SIX).sections
    assert said(sections, "do-thi/mat-bang") == "Công tác giải phóng mặt bằng: đối thoại với các hộ còn vướng mắc."
    assert said(sections, "kinh-te/ngan-sach").startswith("Thu ngân sách được chỉ đạo quyết liệt.\n")
    assert "quy chế làm việc" in said(sections, "chi-dao")
    assert said(sections, "nhiem-vu/kinh-te") == "Rà soát nguồn thu, chống thất thu ngân sách."
    assert said(sections, "nhiem-vu/xa-hoi").splitlines() == [
        "Chăm lo người có công, hộ nghèo.",
        "Tổ chức khám bệnh cho người cao tuổi.",
        "Chuẩn bị năm học mới: sửa chữa trường học; mua sắm thiết bị.",
    ]
    assert "quy chế làm việc" in said(compose(Wanted("press", WARD, HALF)).sections, "tom-tat")


def test_what_is_feared_is_told_from_the_first_one_and_what_is_not_assessed_is_no_result() -> None:
    put(
        fact("tasks_overdue", 9),
        fact("tasks_overdue", 4, BEFORE, unit=OLD),
        fact("tasks_overdue", 0, BEFORE, unit=DIVIDED),
    )
    put(fact("household_waste_collected", 700, YEAR, Measure.PLAN, "TP"), fact("household_waste_collected", 300))
    sections = compose(SIX).sections
    assert "số nhiệm vụ quá hạn tăng 05 nhiệm vụ so với cùng kỳ năm trước" in said(sections, "danh-gia-2")
    achieved = next(each for each in sections if each.key == "danh-gia-1")
    assert "chưa đánh giá" in said(sections, "danh-gia-1")
    assert "300" not in said(sections, "danh-gia-1")
    assert "Chưa đánh giá: " in repr(achieved.blocks[0])


def test_every_kind_of_report_of_some_period() -> None:
    put(fact("budget_revenue", 22 * BILLION, Span(2026, 1, 9)), fact("budget_revenue", 26 * BILLION, YEAR))
    periods = {"nine-month": Span(2026, 1, 9), "year": YEAR, "quarter": Span(2026, 4, 6), "monthly": Span(2026, 6, 6)}
    for kind, outline in outlines().kinds.items():
        topic = "ngan-sach" if kind == "thematic" else ""
        paper = compose(Wanted(kind, WARD, periods.get(kind, HALF), topic=topic))
        assert paper.title == outline.heading
        assert len(list(paper.chips())) >= 3
        assert "{" not in repr((paper.subject, paper.opening, paper.remark, paper.recipients, paper.signature))


def test_a_monthly_report_that_tells_the_month_is_titled_by_both() -> None:
    monthly = replace(SIX, kind="monthly")
    assert compose(monthly).subject.startswith("Tình hình kinh tế - xã hội, quốc phòng, an ninh 6 tháng đầu năm 2026;")
    put(fact("jobs_created", 120, Span(2026, 1, 5)))
    paper = compose(monthly)
    assert paper.subject == (
        "Tình hình kinh tế - xã hội, quốc phòng, an ninh tháng 6 và 6 tháng đầu năm 2026; nhiệm vụ trọng tâm tháng 7 "
        "năm 2026"
    )
    assert "an ninh tháng 6 và 6 tháng đầu năm 2026; nhiệm vụ" in text(paper.opening[0].runs)
    (table, *_) = (block for block in paper.appendices[0].blocks if isinstance(block, Table))
    done = [column.title for column in table.columns].index("Thực hiện tháng 6 năm 2026")
    assert table.columns[done + 1].title == "Thực hiện 6 tháng đầu năm 2026"
    assert [text(row.cells[done]) for row in table.rows if "việc làm" in text(row.cells[1])] == ["30"]


def test_forms_of_signing() -> None:
    def lines(form: str) -> tuple[str, ...]:
        return compose(replace(SIX, signed=form, signer="Lê Bình")).signature.lines

    assert lines("KT") == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert lines("TL") == ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")


def test_a_department_reports_to_its_committee_and_is_signed_by_its_head() -> None:
    office = units.New("A-VP", UnitKind.DEPARTMENT, "Văn phòng HĐND và UBND", WARD, date(2025, 7, 1))
    units.create([office], units.Author(None))
    put(fact("petitions", 12, unit="A-VP"))
    paper = compose(replace(SIX, unit="A-VP", signed="KT"))
    assert (paper.letterhead.superior, paper.letterhead.issuer) == ("UBND PHƯỜNG TÂY HỒ", "VĂN PHÒNG HĐND VÀ UBND")
    assert paper.signature.lines == ("KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG")
    assert paper.recipients == ("UBND phường Tây Hồ", "Các phòng, đơn vị", "Lưu: VT")


def test_what_cannot_be_drafted_is_refused_in_a_sentence() -> None:
    for wanted, kind, words in (
        (replace(SIX, kind="weekly"), UnknownKind, "six-month"),
        (replace(SIX, span=Span(2026, 1, 5)), WrongPeriod, "2026-M1..M5"),
        (replace(SIX, span=Span(2027, 1, 6)), NothingKnown, "6 tháng đầu năm 2027"),
        (replace(SIX, unit=OLD), Ended, "Phường Tây Hồ (A)"),
        (replace(SIX, span=Span(2025, 1, 6)), NotYetBorn, "Phường Hòa An (X)"),
        (replace(SIX, kind="thematic", topic="x"), UnknownTopic, "ngan-sach"),
    ):
        with pytest.raises(kind, match=words.replace("(", r"\(").replace(")", r"\)")):
            compose(wanted)


def test_only_who_may_see_the_figures_gets_a_draft() -> None:
    with pytest.raises(Forbidden):
        draft(AnonymousUser(), SIX)
    leader: Account = accounts.create(None, "binh", "Mat-khau-thu-9", "Lê Bình", Role.LEADER, units.find(WARD))
    assert draft(leader, SIX).signature.name == "Lê Bình"


def _duty() -> Duty:
    units.create([units.New("A-VP", UnitKind.DEPARTMENT, "Văn phòng", WARD, date(2025, 7, 1))], units.Author(None))
    form = Form.objects.create(key="noi-chinh", name="Biểu", calendar="hanh-chinh", kind="department")
    held = Round.objects.create(
        name="6 tháng", unit=units.find(WARD), year=2026, first=1, last=6, opens=date(2026, 6, 1), due=date(2026, 6, 9)
    )
    return Duty.objects.create(round=held, form=form, unit=units.find("A-VP"))


def test_a_kind_says_how_much_of_each_field_it_tells() -> None:
    more = ("land_certificates_first", "environment_permits", "house_number_certificates", "trees_planted")
    put(*(fact(key, 7) for key in more))

    def told(kind: str) -> int:
        return len(list(compose(Wanted(kind, WARD, HALF)).chips()))

    assert told("press") < told("directions") < told("voter-full")
    full = compose(Wanted("voter-full", WARD, HALF))
    assert full.remark == "Phục vụ tiếp xúc cử tri của đại biểu Hội đồng nhân dân phường Tây Hồ"
    assert "kinh-te/ngan-sach" in {section.key for section in full.sections}


def test_parts_that_a_sentence_has_told_are_not_told_again_in_its_footnote() -> None:
    put(fact("schools", 22), fact("schools_public", 15), fact("schools_non_public", 7))
    section = next(each for each in compose(SIX).sections if each.key == "xa-hoi/giao-duc")
    assert len([chip for chip in chips(section.blocks) if chip.text in ("22", "15", "07")]) == 3


def test_the_paragraphs_of_a_topic_are_of_about_the_same_length() -> None:
    keys = ("staff_payroll", "party_members_admitted", "party_members", "staff_rotations", "staff_downsizing")
    put(*(fact(key, 40 + place) for place, key in enumerate(keys)))
    section = next(each for each in compose(SIX).sections if each.key == "chinh-quyen/to-chuc")
    assert [len(list(chips([block]))) for block in section.blocks] == [3, 2]
