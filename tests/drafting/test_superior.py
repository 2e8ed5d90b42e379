"""The superior's form: understood from its heads, filled exactly, and known again when it has changed."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import docx
import openpyxl
import pytest
from openpyxl.styles import Font
from tests.ledger.small import put

from tonghop.catalog.indicators import indicators
from tonghop.core.fact import Cell, Fact, Measure
from tonghop.core.span import Span
from tonghop.drafting.superior import (
    Agreed,
    Meaning,
    Sent,
    UnknownForm,
    What,
    When,
    changes,
    fingerprint,
    likeness,
    of_json,
    proposal,
    study,
    to_json,
)
from tonghop.drafting.superior.filling import NO_ROW, UNKNOWN, Filled, Otherwise, fill

HEAD = (
    ("TT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện 6 tháng năm 2025", "Năm 2026", "", "So sánh (%)", "", "Ghi chú"),
    ("", "", "", "", "Kế hoạch năm", "Ước thực hiện 6 tháng", "So với kế hoạch", "So với cùng kỳ", ""),
)
MERGED = ("A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:F3", "G3:H3", "I3:I4")
REVENUE = ("1", "Tổng thu ngân sách nhà nước trên địa bàn", "Tỷ đồng")
FEES = ("", "Trong đó: thu tiền sử dụng đất", "Triệu đồng")
POOR = ("2", "Số hộ nghèo", "Hộ")
STRANGE = ("3", "Sản lượng mây ngũ sắc", "Tấn")
SECTION = ("I", "KINH TẾ", "")
H1 = Span(2026, 1, 6)
YEAR = Span(2026, 1, 12)


def workbook(rows: Iterable[Sequence[str]], head: Sequence[Sequence[str]] = HEAD) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Biểu 1"
    sheet["A1"] = "TỔNG HỢP CHỈ TIÊU KINH TẾ - XÃ HỘI 6 THÁNG ĐẦU NĂM 2026"
    for at, row in enumerate((*head, *rows), 3):
        for column, text in enumerate(row, 1):
            sheet.cell(at, column, text or None)
    for area in MERGED if head is HEAD else ():
        sheet.merge_cells(area)
    return book


def saved(book: openpyxl.Workbook) -> bytes:
    content = BytesIO()
    book.save(content)
    return content.getvalue()


FORM = saved(workbook([SECTION, REVENUE, FEES, POOR, STRANGE]))


def cells_of(content: bytes) -> dict[str, object]:
    sheet = openpyxl.load_workbook(BytesIO(content)).active
    return {cell.coordinate: cell.value for row in sheet for cell in row if cell.value is not None}


def state(key: str, value: str, span: Span = H1, measure: Measure = Measure.ACTUAL) -> None:
    put(Fact(Cell(key, "A", span, measure), Decimal(value)))


@pytest.fixture
def office(db: None) -> None:  # noqa: ARG001
    """A commune with figures of two years."""
    from tonghop.ledger import units
    from tonghop.ledger.models import Indicator, UnitKind

    units.create([units.New("A", UnitKind.COMMUNE, "Phường Hòa Bình", None)], units.Author(None))
    for key in ("budget_revenue", "budget_revenue_land_use_fee", "poor_households"):
        item = indicators()[key]
        Indicator.objects.create(
            key=key, name=item.name, unit=item.unit, direction=item.direction, time=item.time,
            over_units=item.over_units, over_time=item.over_time, group=item.group,
        )  # fmt: skip
    state("budget_revenue", "52400000000", measure=Measure.ESTIMATE)
    state("budget_revenue", "50000000000", Span(2025, 1, 6))
    state("budget_revenue", "100000000000", YEAR, Measure.PLAN)
    state("budget_revenue_land_use_fee", "12345678901", measure=Measure.ESTIMATE)
    state("poor_households", "45")


def filled(content: bytes, agreed: Agreed | None = None) -> Filled:
    cells = study(Sent("bieu.xlsx", content))
    return fill(content, cells, agreed or proposal(cells), "A", H1)


def test_what_the_cells_ask_for_is_understood_from_merged_heads() -> None:
    agreed = proposal(study(Sent("bieu.xlsx", FORM)))
    assert sorted(agreed.rows.values()) == ["budget_revenue", "budget_revenue_land_use_fee", "poor_households"]
    assert list(agreed.columns.values()) == [
        Meaning(What.ACTUAL, When.BEFORE),
        Meaning(What.PLAN, When.YEAR),
        Meaning(What.ESTIMATE, When.PERIOD),
        Meaning(What.OF_PLAN, When.PERIOD),
        Meaning(What.INDEX, When.PERIOD),
    ]
    assert of_json(to_json(agreed)) == agreed


def test_a_form_without_years_is_understood_too() -> None:
    head = [("STT", "Nội dung", "ĐVT", "Cùng kỳ năm trước", "Kế hoạch tỉnh giao", "Thực hiện trong kỳ")]
    agreed = proposal(study(Sent("bieu.xlsx", saved(workbook([REVENUE, POOR], head)))))
    assert list(agreed.columns.values())[:2] == [
        Meaning(What.ACTUAL, When.BEFORE),
        Meaning(What.PLAN, When.YEAR, "Tỉnh"),
    ]


@pytest.mark.usefixtures("office")
def test_values_are_written_exactly_in_the_unit_of_each_row_and_what_is_missing_is_listed() -> None:
    done = filled(FORM)
    values = cells_of(done.content)
    assert [values.get(f"{column}6") for column in "DEFGH"] == [50, 100, 52.4, 52.4, 104.8]
    assert values["F7"] == 12345.678901
    assert values["F8"] == 45
    assert {each.cell.slot.place for each in done.empty if each.why == UNKNOWN} == {
        f"Biểu 1!{at}" for at in ("D7", "E7", "G7", "H7", "D8", "E8", "G8", "H8")
    }
    assert done.count == 7
    assert not {f"{column}{row}" for column in "DEFGHI" for row in (5, 9)} & values.keys()


@pytest.mark.usefixtures("office")
def test_a_head_that_says_other_months_than_are_filled_is_named() -> None:
    head = [("TT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch năm 2026", "Thực hiện 6 tháng", "So với KH (%)")]
    cells = study(Sent("bieu.xlsx", saved(workbook([REVENUE], head))))
    later, other_year = Span(2026, 1, 9), Span(2027, 1, 6)
    assert not fill(saved(workbook([REVENUE], head)), cells, proposal(cells), "A", H1).otherwise
    done = fill(saved(workbook([REVENUE], head)), cells, proposal(cells), "A", later)
    assert done.otherwise == (Otherwise("Thực hiện 6 tháng", H1, later),)
    done = fill(saved(workbook([REVENUE], head)), cells, proposal(cells), "A", other_year)
    assert [(each.header, each.wanted.year) for each in done.otherwise] == [
        ("Kế hoạch năm 2026", 2027),
        ("Thực hiện 6 tháng", 2027),
    ]


@pytest.mark.usefixtures("office")
def test_cells_of_a_row_that_is_not_understood_are_listed_with_the_reason() -> None:
    done = filled(saved(workbook([REVENUE, STRANGE])))
    assert [each.cell.slot.place for each in done.empty if each.why == NO_ROW] == [f"Biểu 1!{at}6" for at in "DEFGH"]


@pytest.mark.usefixtures("office")
def test_percentages_agree_with_the_value_that_stands_beside_them() -> None:
    state("budget_revenue", "52000000000")
    estimated = cells_of(filled(FORM).content)
    assert (estimated["F6"], estimated["G6"]) == (52.4, 52.4)
    head = [[text.replace("Ước thực hiện", "Thực hiện") for text in row] for row in HEAD]
    book = workbook([SECTION, REVENUE], head)
    for area in MERGED:
        book.active.merge_cells(area)
    actual = cells_of(filled(saved(book)).content)
    assert (actual["F6"], actual["G6"]) == (52, 52)


def test_a_column_of_other_months_than_the_form_is_left_to_the_officer() -> None:
    head = [("STT", "Nội dung", "ĐVT", "Thực hiện 5 tháng năm 2026", "Ước thực hiện 6 tháng năm 2026")]
    agreed = proposal(study(Sent("bieu.xlsx", saved(workbook([REVENUE, POOR], head)))))
    assert list(agreed.columns.values()) == [Meaning(What.ESTIMATE, When.PERIOD)]


@pytest.mark.usefixtures("office")
def test_formulas_styles_and_numbers_that_stand_there_are_left_alone() -> None:
    book = workbook([SECTION, REVENUE, FEES, POOR])
    sheet = book.active
    sheet["G6"], sheet["E6"], sheet["H6"] = "=F6/E6*100", 99, '=HYPERLINK("http://example.invalid","x")'
    sheet["F6"].font, sheet["F6"].number_format = Font(bold=True, color="00FF0000"), "#,##0.0"
    again = openpyxl.load_workbook(BytesIO(filled(saved(book)).content)).active
    assert (again["G6"].value, again["E6"].value) == ("=F6/E6*100", 99)
    assert again["H6"].value == sheet["H6"].value
    assert (again["F6"].font.bold, again["F6"].number_format) == (True, "#,##0.0")
    assert {str(area) for area in again.merged_cells.ranges} == set(MERGED)


@pytest.mark.usefixtures("office")
def test_a_cell_shown_as_percent_gets_a_part_of_one() -> None:
    book = workbook([REVENUE])
    book.active["G5"].number_format = "0.0%"
    assert cells_of(filled(saved(book)).content)["G5"] == pytest.approx(0.52)


@pytest.mark.usefixtures("office")
def test_a_unit_of_measure_that_does_not_fit_leaves_the_cell_empty_and_says_so() -> None:
    content = saved(workbook([(*REVENUE[:2], "Người"), POOR]))
    cells = study(Sent("bieu.xlsx", content))
    agreed = proposal(cells)
    done = fill(content, cells, replace(agreed, rows={cells[0].slot.row: "budget_revenue"}), "A", H1)
    assert done.count == 2  # the percentages have no unit of their own
    assert {each.why for each in done.empty if each.cell.slot.row in cells[0].slot.row} == {"không rõ đơn vị tính"}


@pytest.mark.usefixtures("office")
def test_moved_rows_are_named_and_filled_where_they_now_stand() -> None:
    agreed = proposal(study(Sent("bieu.xlsx", FORM)))
    new = saved(workbook([SECTION, POOR, REVENUE, FEES]))
    cells = study(Sent("bieu.xlsx", new))
    slots = [cell.slot for cell in cells]
    changed = changes(agreed, slots)
    moved = {each.before: each.slot.place for each in changed.moved}
    assert moved["Biểu 1!F6"] == "Biểu 1!F7"
    assert moved["Biểu 1!F8"] == "Biểu 1!F6"
    assert set(changed.gone) == {f"Biểu 1!{column}9" for column in "DEFGH"}
    assert not changed.new
    assert likeness(agreed, slots) >= Decimal("0.7")
    values = cells_of(fill(new, cells, agreed, "A", H1).content)
    assert (values["F6"], values["F7"]) == (45, 52.4)


def test_a_changed_head_is_new_and_next_years_head_is_the_same() -> None:
    agreed = proposal(study(Sent("bieu.xlsx", FORM)))
    later = [[text.replace("2026", "2027").replace("2025", "2026").replace("6 tháng", "9 tháng") for text in row]
             for row in HEAD]  # fmt: skip
    book = workbook([SECTION, REVENUE, FEES, POOR, STRANGE], later)
    for area in MERGED:
        book.active.merge_cells(area)
    slots = [cell.slot for cell in study(Sent("bieu.xlsx", saved(book)))]
    assert not changes(agreed, slots)
    assert fingerprint(slots) == fingerprint(cell.slot for cell in study(Sent("bieu.xlsx", FORM)))
    other = [HEAD[0], [text.replace("Kế hoạch năm", "Dự toán điều chỉnh") for text in HEAD[1]]]
    book = workbook([SECTION, REVENUE, FEES, POOR, STRANGE], other)
    for area in MERGED:
        book.active.merge_cells(area)
    changed = changes(agreed, [cell.slot for cell in study(Sent("bieu.xlsx", saved(book)))])
    assert {slot.place for slot in changed.new} == {f"Biểu 1!E{row}" for row in range(5, 10)} == set(changed.gone)


def test_rows_of_one_name_are_told_apart_by_what_stands_above_them() -> None:
    women = ("", "- Trong đó: nữ", "người")
    jobs, party = ("1", "Số lao động được giải quyết việc làm", "người"), ("2", "Dân số", "người")
    names = [cell.slot.row for cell in study(Sent("b.xlsx", saved(workbook([jobs, women, party, women]))))]
    other = [cell.slot.row for cell in study(Sent("b.xlsx", saved(workbook([party, women, jobs, women]))))]
    assert set(names) == set(other)
    assert len(set(names)) == 4


@pytest.mark.usefixtures("office")
def test_a_form_in_word_is_filled_in_vietnamese_notation() -> None:
    document = docx.Document()
    document.add_paragraph("BIỂU SỐ LIỆU 6 THÁNG ĐẦU NĂM 2026")
    rows = [("TT", "Nội dung", "ĐVT", "Ước thực hiện 6 tháng", "Kế hoạch năm"), (*FEES, "", ""), (*REVENUE, "", "")]
    table = document.add_table(3, 5)
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    content = BytesIO()
    document.save(content)
    again = docx.Document(BytesIO(filled(content.getvalue()).content)).tables[0]
    assert again.cell(1, 3).text == "12.345,678901"
    assert [again.cell(2, 3).text, again.cell(2, 4).text] == ["52,4", "100"]


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_a_number_with_its_unit_as_text_gives_way_to_the_new_one_and_the_unit_stays(kind: str) -> None:
    head = ("TT", "Chỉ tiêu", "Kế hoạch năm 2026", "Ước thực hiện 6 tháng năm 2026", "So với kế hoạch", "Ghi chú")
    rows = (
        head,
        ("1", "Tổng thu ngân sách nhà nước trên địa bàn", "90 tỷ đồng", "41.200.000.000 đ", "12,5%", "2 đơn vị chậm"),
        ("2", "Thu tiền sử dụng đất", "15 tỷ đồng", "... triệu đồng", "10%", ""),
        ("3", "Số hộ nghèo", "", "1.200 hộ", "…%", "chưa rà soát"),
    )
    content = (_book if kind == "xlsx" else _paper)(rows)
    done = filled(content)
    texts = _texts(done.content)
    assert texts[1][2:] == ["100 tỷ đồng", "52.400.000.000 đ", "52,4%", "2 đơn vị chậm"]
    assert texts[2][2:5] == ["15 tỷ đồng", "12.345,678901 triệu đồng", "…%"]  # no plan known: what is said stays
    assert texts[3][3:] == ["45 hộ", "…%", "chưa rà soát"]
    assert fingerprint(cell.slot for cell in study(Sent("b", done.content))) == fingerprint(
        cell.slot for cell in study(Sent("b", content))
    )


def _book(rows: Iterable[Sequence[str]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return saved(book)


def _paper(rows: Sequence[Sequence[str]]) -> bytes:
    document = docx.Document()
    table = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _texts(content: bytes) -> list[list[str]]:
    """The texts of the only table of a form, of either kind."""
    try:
        return [[cell.text for cell in row.cells] for row in docx.Document(BytesIO(content)).tables[0].rows]
    except ValueError:
        sheet = openpyxl.load_workbook(BytesIO(content)).active
        return [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]


@pytest.mark.usefixtures("office")
def test_hostile_text_in_a_form_stays_text() -> None:
    hostile = ("2", "=cmd|' /C calc'!A0", "Hộ")
    book = workbook([REVENUE, POOR])
    book.active["B6"].value, book.active["B6"].data_type = hostile[1], "s"
    done = filled(saved(book))
    assert cells_of(done.content)["B6"] == hostile[1]
    assert all(isinstance(value, int | float | str) for value in cells_of(done.content).values())


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "Excel"), (b"PK\x03\x04", "hỏng"), (FORM[:500], "hỏng"), (saved(openpyxl.Workbook()), "ô trống")],
)
def test_what_is_no_form_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(UnknownForm, match=said):
        study(Sent("bieu.xlsx", content))
