"""Importing files: what is understood, what is refused by row, and that it is all rows or none."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import Workbook
from tests.ledger.exchange.conftest import KEYS

from tonghop.core.fact import Cell, Measure, Standing
from tonghop.core.span import Span
from tonghop.ledger import permitted
from tonghop.ledger.exchange import RefusedFile, UnknownFormat, WrongTemplate, import_file, read
from tonghop.ledger.models import FactVersion, Source, State
from tonghop.ledger.permitted import AlreadyPublished, NeedsReason
from tonghop.ledger.record import Change

pytestmark = pytest.mark.usefixtures("office")

CHANGE = Change(None, "import")
H1 = Span(2025, 1, 6)


def only(path):
    (fact,) = read(path).values()
    return fact


def refusal(path):
    with pytest.raises(RefusedFile) as caught:
        read(path)
    (problem,) = caught.value.first
    return problem.row, str(problem.error)


class TestReading:
    @pytest.mark.parametrize(
        ("written", "unit", "value"),
        [
            ("1,5", "tỷ đồng", 1_500_000_000),
            ("12", "triệu đồng", 12_000_000),
            ("0,001", "nghìn đồng", 1),
            ("3", "tỷ", 3_000_000_000),
            ("7", "VND", 7),
        ],
    )
    def test_money_is_converted_exactly(self, csv, written, unit, value):
        assert only(csv(f"budget_revenue;P1;2025-H1;;{written};{unit}")).value == value

    @pytest.mark.parametrize(
        ("key", "written", "unit", "value"),
        [
            ("sown_area", "2,5", "ha", "25000"),
            ("poverty_rate", "2,31", "%", "2.31"),
            ("poverty_rate", "2,31", "", "2.31"),
            ("tourist_visits", "1,2", "triệu lượt khách", "1200000"),
            ("poor_households", "120", "", "120"),
        ],
    )
    def test_so_is_everything_else(self, csv, key, written, unit, value):
        assert only(csv(f"{key};P1;2025-H1;;{written};{unit}")).value == Decimal(value)

    def test_names_and_phrases_are_understood(self, csv):
        fact = only(csv("Tổng số hộ nghèo;Phường bến nứa;6 tháng đầu năm 2025;Ước TH;12;hộ".replace("Tổng số ", "")))
        assert fact.cell == Cell("poor_households", "P1", H1, Measure.ESTIMATE)

    @pytest.mark.parametrize(
        ("written", "span"),
        [
            ("tháng 5/2025", Span(2025, 5, 5)),
            ("5 tháng 2025", Span(2025, 1, 5)),
            ("Quý II/2025", Span(2025, 4, 6)),
            ("năm 2025", Span(2025, 1, 12)),
            ("6 tháng cuối năm 2025", Span(2025, 7, 12)),
            ("2025-M1..M9", Span(2025, 1, 9)),
        ],
    )
    def test_periods(self, csv, written, span):
        assert only(csv(f"poor_households;P1;{written};;1;")).cell.span == span

    def test_the_column_settles_an_ambiguous_number(self, csv):
        found = read(csv("poor_households;P1;2025-H1;;1.234;", "sown_area;P1;2025-H1;;2,5;ha"))
        assert [fact.value for fact in found.values()] == [1234, 25000]

    def test_a_declared_form_settles_it_too(self, csv):
        head = "Chỉ tiêu;Đơn vị;Kỳ;Giá trị (1,234.5)\n"
        assert only(csv("poor_households;P1;2025-H1;1,234", head=head)).value == 1234

    def test_a_dash_means_what_the_legend_says(self, csv):
        head = "Ghi chú: - : không phát sinh\nChỉ tiêu;Đơn vị;Kỳ;Giá trị\n"
        assert only(csv("poor_households;P1;2025-H1;-", head=head)).standing is Standing.NOT_APPLICABLE

    def test_a_workbook_as_officers_make_it(self, tmp_path):
        book = Workbook()
        page = book.active
        page.append(["BIỂU TỔNG HỢP SỐ LIỆU"])
        page.append([])
        page.append(["STT", "Tên chỉ tiêu", "Đơn vị", "Kỳ báo cáo", "Số liệu", "ĐVT", "Đến ngày"])
        page.append([1, "poor_households", "P1", "2025-H1", 1234, None, date(2025, 6, 14)])
        page.append([2, "budget_revenue", "P1", "2025-H1", 0.1, "triệu đồng", "14/06/2025"])
        page.append([3, "poverty_rate", "P1", "2025-H1", 0.0231, "%", None])
        page["E6"].number_format = "0.00%"
        book.save(tmp_path / "a.xlsx")
        first, second, third = read(tmp_path / "a.xlsx").values()
        assert (first.value, first.as_of) == (1234, date(2025, 6, 14))
        assert (second.value, second.as_of) == (100_000, date(2025, 6, 14))
        assert third.value == Decimal("2.31")


class TestRefusals:
    @pytest.mark.parametrize(
        ("line", "said"),
        [
            ("poor_households;P1;2025-H1;;1.234;", "1234 hoặc 1,234"),
            ("poor_houshold;P1;2025-H1;;1;", "poor_households"),
            ("poor_households;phường Bến Nưá;2025-H1;;1;", "P1"),
            ("poor_households;P9999;2025-H1;;1;", "P9999"),
            ("poor_households;P2;2025-H1;;1;", "ngoài thời gian tồn tại"),
            ("poor_households;P1;2025-H7;;1;", "2025-H7"),
            ("poor_households;P1;;;1;", "Thiếu kỳ"),
            ("poor_households;P1;2025-H1;;nhiều;", "không phải là số"),
            ("poor_households;P1;2025-H1;;-;", "“-” chưa rõ nghĩa"),
            ("poor_households;P1;2025-H1;;12;ha", "không đổi được"),
            ("budget_revenue;P1;2025-H1;;12;USD", "không đổi được"),
            ("budget_revenue;P1;2025-H1;;12;", "Thiếu đơn vị tính"),
            ("poor_households;P1;2025-H1;dự kiến;12;", "Kế hoạch, Ước hoặc Thực hiện"),
        ],
    )
    def test_each_names_row_and_remedy(self, csv, line, said):
        if "Nưá" in line:
            line = line.replace("Bến Nưá", "Bên Nuaa")
        row, sentence = refusal(csv(line))
        assert row == 2
        assert said in sentence

    def test_a_cell_given_twice(self, csv):
        line = "poor_households;P1;2025-H1;;1;"
        assert refusal(csv(line, line)) == (3, "Trùng ô số liệu với dòng 2.")

    def test_a_template_of_another_form(self, csv):
        with pytest.raises(WrongTemplate, match="thiếu cột “Kỳ”, “Giá trị”"):
            read(csv("1;2", head="Chỉ tiêu;Đơn vị;Ghi chú\n"))
        with pytest.raises(WrongTemplate, match="ngan-sach"):
            import_file(
                csv("poor_households;P1;2025-H1;;1;", head="Biểu;ngan-sach\nChỉ tiêu;Đơn vị;Kỳ;Loại;Giá trị\n"), CHANGE
            )

    def test_a_file_of_another_kind(self, tmp_path):
        path = tmp_path / "a.docx"
        path.write_bytes(b"x")
        with pytest.raises(UnknownFormat):
            read(path)
        broken = tmp_path / "a.xlsx"
        broken.write_bytes(b"x")
        with pytest.raises(WrongTemplate):
            read(broken)

    def test_a_text_that_no_database_holds(self, csv, tmp_path):
        path = tmp_path / "a.json"
        path.write_text(
            '[{"Chỉ tiêu": "poor_households", "Đơn vị": "P1\\u0000", "Kỳ": "2025-H1", "Giá trị": "1"}]', "utf-8"
        )
        for file in (csv("poor_households;P1;2025-H1;;1;a\0"), path):
            with pytest.raises(WrongTemplate, match="Không đọc được tệp"):
                import_file(file, CHANGE)


class TestImport:
    def test_it_records_with_its_source(self, csv):
        imported = import_file(csv("poor_households;P1;2025-H1;;12;"), CHANGE)
        row = FactVersion.objects.get()
        assert (imported.given, imported.written, row.value, row.state) == (1, 1, 12, State.ACCEPTED)
        assert row.source.name == "số liệu.csv"

    def test_a_dry_run_keeps_nothing(self, csv):
        assert import_file(csv("poor_households;P1;2025-H1;;12;"), CHANGE, dry_run=True).written == 1
        assert not FactVersion.objects.exists()
        assert not Source.objects.exists()

    def test_settled_figures_are_replaced_with_a_reason_only(self, csv):
        import_file(csv("poor_households;P1;2025-H1;;12;"), CHANGE)
        path = csv("poor_households;P1;2025-H1;;13;")
        with pytest.raises(NeedsReason):
            import_file(path, CHANGE)
        import_file(path, Change(None, "import", "rà soát lại"))
        held = permitted.open_versions([Cell("poor_households", "P1", H1)], settled=True)
        assert [row.value for row in held.values()] == [13]

    def test_what_is_published_stays_so_where_a_file_says_the_same(self, csv):
        import_file(csv("poor_households;P1;2025-H1;;12;"), CHANGE, State.PUBLISHED)
        again = import_file(csv("poor_households;P1;2025-H1;;12;", "poor_households;P1;2025;;15;"), CHANGE)
        assert (again.given, again.written, again.superseded) == (2, 1, 0)
        held = FactVersion.objects.filter(known_to=None).order_by("last")
        assert [(row.value, row.state) for row in held] == [(12, State.PUBLISHED), (15, State.ACCEPTED)]
        with pytest.raises(AlreadyPublished):
            import_file(csv("poor_households;P1;2025-H1;;13;"), replace(CHANGE, reason="rà soát"))

    def test_one_wrong_row_refuses_all(self, csv):
        with pytest.raises(RefusedFile):
            import_file(csv("poor_households;P1;2025-H1;;12;", "poor_households;P1;2025-Q1;;x y;"), CHANGE)
        assert not FactVersion.objects.exists()

    def test_duplicates_are_named_by_their_rows(self, csv):
        line = "poor_households;P1;2025-H1;;12;"
        with pytest.raises(RefusedFile) as caught:
            import_file(csv("", line, line), CHANGE)
        assert caught.value.first[0].row == 4

    def test_the_first_problems_are_shown_and_all_are_written(self, csv, tmp_path):
        lines = [f"poor_households;P1;{year}-H1;;bao nhiêu;" for year in range(1900, 1980)]
        place = tmp_path / "sai.csv"
        with pytest.raises(RefusedFile) as caught:
            import_file(csv(*lines), CHANGE, problems_to=place)
        assert (len(caught.value.first), caught.value.count) == (50, 80)
        assert len(place.read_text("utf-8-sig").splitlines()) == 81

    def test_a_few_wrong_rows_among_many(self, csv, tmp_path):
        def line(number):
            year, month, key = 1800 + number // 24, 1 + number % 12, KEYS[1 if number % 24 < 12 else 3]
            value = "chưa rõ" if number % 130 == 7 else f"{number}"
            return f"{key};P1;{year}-{month:02};;{value};"

        place = tmp_path / "sai.csv"
        with pytest.raises(RefusedFile) as caught:
            import_file(csv(*map(line, range(4800))), CHANGE, problems_to=place)
        assert caught.value.count == 37
        assert [problem.row for problem in caught.value.first] == [number + 2 for number in range(7, 4800, 130)]
        assert not FactVersion.objects.exists()
