"""Ruled tables: what their cells mean, what their shape states, and what is left alone."""

from decimal import Decimal
from itertools import pairwise

import pytest
from tests.reading.grids import Content, reading, ruled

from tonghop.catalog.headers import read_headers
from tonghop.core.errors import CatalogError
from tonghop.core.figure import Basis, Direction, Hedge, Role
from tonghop.core.relation import Certainty, Change, Fraction, RatioToPlan, Share, Sum
from tonghop.reading.timing import Era

BUDGET: list[list[Content]] = [
    [("TT", 2, 1), ("Nội dung", 2, 1), ("Dự toán năm 2024", 1, 2), None, ("TH 6 tháng 2023", 2, 1),
     ("Ước TH 6 tháng 2024", 2, 1), ("So sánh (%)", 1, 3), None, None],
    [None, None, "Tỉnh giao", "HĐND huyện giao", None, None, "DT tỉnh", "DT huyện", "Cùng kỳ"],
    ["1", "2", "3", "4", "5", "6", "7=6/3", "8=6/4", "9=6/5"],
    ["A", "Tổng thu cân đối", "1.200", "1.250", "510,5", "612,3", "51,0", "49,0", "119,9"],
    ["1", "Thu nội địa", "1.000", "1.050", "400", "500,3", "50,0", "47,6", "125,1"],
    ["2", "Thu xuất nhập khẩu", "200", "200", "110,5", "112", "56", "56", "101,4"],
    ["B", "Thu kết dư", "", "-", "x", "0", "", "", ""],
]  # fmt: skip


def test_a_section_right_below_the_header_is_no_header() -> None:
    found = reading(
        ruled(
            [
                [("TT", 2, 1), ("Chỉ tiêu", 2, 1), ("Thực hiện", 1, 2), None],
                [None, None, "Năm 2023", "Năm 2024"],
                ["I", "KINH TẾ", "", ""],
                ["1", "Sản lượng thóc (tấn)", "510", "520"],
            ]
        )
    )
    assert (found.at("3,2").period, found.at("3,3").period) == ("2023", "2024")
    assert [column.header for column in found.grids[0].filled.frame.columns][2:] == [
        "thực hiện năm 2023",
        "thực hiện năm 2024",
    ]


class TestRuledTables:
    found = reading(ruled(BUDGET, "Đơn vị tính: tỷ đồng"))

    def test_columns_of_a_header_in_two_levels(self) -> None:
        roles = [self.found.at(f"3,{column}").role for column in range(2, 9)]
        assert roles == [
            Role.PLAN_VALUE, Role.PLAN_VALUE, Role.AMOUNT, Role.AMOUNT,
            Role.PERCENT_OF_PLAN, Role.PERCENT_OF_PLAN, Role.INDEX,
        ]  # fmt: skip

    def test_two_authorities_are_two_plans(self) -> None:
        assert self.found.at("3,2").plan_of == "Tỉnh"
        assert self.found.at("3,3").plan_of == "Huyện"
        assert RatioToPlan("612,3#3,5", "51,0#3,6", "1.200#3,2") in self.found.stated
        assert RatioToPlan("612,3#3,5", "49,0#3,7", "1.250#3,3") in self.found.stated

    def test_periods_and_bases_come_from_headers(self) -> None:
        before, now, plan = self.found.at("3,4"), self.found.at("3,5"), self.found.at("3,2")
        assert (before.period, before.basis) == ("2023-H1", Basis.ACTUAL)
        assert (now.period, now.basis) == ("2024-H1", Basis.ESTIMATE)
        assert (plan.period, plan.basis) == ("2024", Basis.PLAN)

    def test_a_percentage_speaks_of_the_amount_of_its_row(self) -> None:
        index = self.found.at("4,8")
        assert index.of is self.found.at("4,5")
        assert (index.period, index.base_period, index.basis) == ("2024-H1", "2023-H1", Basis.ESTIMATE)
        assert Change("500,3#4,5", "400#4,4", percent="125,1#4,8", index=True) in self.found.stated

    def test_the_unit_of_the_table_is_not_that_of_its_percentages(self) -> None:
        assert (self.found.at("3,2").unit, self.found.at("3,2").token.number) == ("VND", Decimal(1_200_000_000_000))
        assert self.found.at("3,5").token.step == Decimal(100_000_000)
        assert (self.found.at("3,6").unit, self.found.at("3,6").token.number) == ("%", Decimal("51.0"))

    def test_parts_add_up_in_every_column_of_quantities(self) -> None:
        totals = [s for s in self.found.stated if isinstance(s, Sum) and not s.at_most]
        assert Sum("1.200#3,2", ("1.000#4,2", "200#5,2")) in totals
        assert Sum("510,5#3,4", ("400#4,4", "110,5#5,4")) in totals
        assert len(totals) == 4

    def test_blanks_are_not_zero_and_zero_is_not_blank(self) -> None:
        assert {place for place in self.found.grids[0].cells.values() if place.startswith("6,")} == {"6,5"}
        assert self.found.at("6,5").token.number == 0

    def test_column_marks_and_row_marks_are_ordinals(self) -> None:
        cells = self.found.grids[0].cells
        marks = [
            t for t in self.found.grids[0].tokens if cells[t.start].startswith("2,") or cells[t.start] in ("4,0", "5,0")
        ]
        assert marks
        assert {token.role for token in marks} == {Role.ORDINAL}

    def test_every_number_of_the_table_is_one_token(self) -> None:
        tokens = self.found.grids[0].tokens
        text = self.found.source.text
        covered = {place for token in tokens for place in range(token.start, token.end)}
        start = self.found.grids[0].spans[0][0]
        assert all(place in covered for place in range(start, len(text)) if text[place].isdigit())
        assert all(one.end <= two.start for one, two in pairwise(tokens))


def test_a_wrong_part_is_stated_where_another_column_shows_that_parts_add_up() -> None:
    lines = [list(line) for line in BUDGET]
    lines[4][2] = "1.100"
    assert Sum("1.200#3,2", ("1.100#4,2", "200#5,2")) in reading(ruled(lines)).stated


def test_units_come_from_row_column_name_or_cell() -> None:
    found = reading(
        ruled(
            [
                ["Chỉ tiêu", "ĐVT", "KH 2024 (nếu có)", "Thực hiện"],
                ["Diện tích gieo trồng", "ha", "12.500,5", "12.310"],
                ["Doanh nghiệp thành lập mới", "DN", "150", "70"],
                ["Khách du lịch", "Nghìn lượt", "1.200", "655,4"],
                ["Thu nhập bình quân", "triệu đồng/người/năm", "62", "31,5"],
                ["Tỷ lệ hộ nghèo", "%", "2,5", "2,61"],
                ["Vốn đầu tư công (triệu đồng)", "", "9.500", "4.100"],
                ["Rừng trồng tập trung", "", "", "15 ha"],
            ]
        )
    )
    stated = [(m.unit, m.token.number, m.role) for row in range(1, 8) if (m := found.at(f"{row},3"))]
    assert stated == [
        ("m2", Decimal(123_100_000), Role.AREA),
        ("doanh nghiệp", Decimal(70), Role.COUNT),
        ("lượt", Decimal(655_400), Role.COUNT),
        ("VND/người/năm", Decimal(31_500_000), Role.RATE),
        ("%", Decimal("2.61"), Role.SHARE),
        ("VND", Decimal(4_100_000_000), Role.AMOUNT),
        ("m2", Decimal(150_000), Role.AREA),
    ]


def test_units_in_brackets_of_a_header_and_rates_of_things_in_a_column_of_units() -> None:
    found = reading(ruled([["TT", "Tên đơn vị", "Số đơn vị máu (đơn vị máu)"], ["1", "Phường Mai Đình", "64"]]))
    assert found.at("1,2").unit == "đơn vị máu"
    lines: list[list[Content]] = [["Chỉ tiêu", "ĐVT", "Thực hiện"], ["Số tiêu chí bình quân", "tiêu chí/xã", "17"]]
    assert reading(ruled(lines)).at("1,2").unit == "tiêu chí/xã"


def test_a_row_of_a_place_tells_of_what_its_header_names() -> None:
    rows: list[list[Content]] = [
        ["TT", "Tên đơn vị", ("Ước thực hiện quý I năm 2024", 1, 2), None],
        ["", "", "Số vụ việc qua tiếp công dân (vụ việc)", "Số lớp học kỹ năng sống cho trẻ em (lớp)"],
        ["1", "Toàn thành phố", "94", "40"],
        ["2", "Phường Trà Lý", "51", "40"],
    ]
    found = reading(ruled(rows, "KẾT QUẢ CỦA TỪNG ĐƠN VỊ"))
    told = (
        {found.at(place).indicator for place in ("2,2", "3,2")},
        {found.at(place).indicator for place in ("2,3", "3,3")},
    )
    assert told == ({"citizen_reception_cases"}, {"life_skills_classes"})


def test_a_part_of_a_thing_is_an_average_not_a_count() -> None:
    found = reading(
        ruled([["Chỉ tiêu", "ĐVT", "Thực hiện"], ["Giường/vạn dân", "giường", "25,5"], ["Trạm", "trạm", "12"]])
    )
    assert [m.role for m in found.measures] == [Role.RATE, Role.COUNT]


def test_signs_give_differences_and_rates_their_direction() -> None:
    found = reading(
        ruled(
            [
                ["Nội dung", "Năm 2023", "Năm 2024", "Tăng/giảm", "Tỷ lệ tăng/giảm (%)"],
                ["Số vụ phạm pháp hình sự", "120", "108", "-12", "-10,0"],
                ["Số vụ tai nạn giao thông", "45", "50", "+5", "11,1"],
            ]
        )
    )
    down, up = found.at("1,4"), found.at("2,4")
    assert (down.role, down.direction, down.token.number) == (Role.DECLINE, Direction.DOWN, Decimal("10.0"))
    assert (up.role, up.direction) == (Role.GROWTH, Direction.UP)
    assert (found.at("1,3").role, found.at("1,3").token.number) == (Role.DELTA, Decimal(12))
    assert Change("108#1,2", "120#1,1", "12#1,3", None, Direction.DOWN) in found.stated
    assert Change("50#2,2", "45#2,1", None, "11,1#2,4", Direction.UP) in found.stated


@pytest.mark.parametrize(
    ("numbers", "role"),
    [(("104,2", "98,5"), Role.INDEX), (("4,2", "-1,5"), Role.GROWTH), (("4,2", "1,5"), Role.GROWTH)],
)
def test_a_comparison_without_its_base_is_told_by_its_numbers(numbers: tuple[str, str], role: Role) -> None:
    lines: list[list[Content]] = [
        ["Chỉ tiêu", "Thực hiện", "So với cùng kỳ (%)"],
        ["Thóc", "5.210", numbers[0]],
        ["Ngô", "310", numbers[1]],
    ]
    assert reading(ruled(lines)).at("1,2").role is role


def test_a_comparison_is_told_by_the_arithmetic_of_its_row() -> None:
    header: list[Content] = ["Chỉ tiêu", "TH cùng kỳ", "Thực hiện", "So với cùng kỳ (%)"]
    rows: list[list[Content]] = [["Thóc", "5.000", "9.000", "80,0"], ["Ngô", "300", "555", "85,0"]]
    assert reading(ruled([header, *rows])).at("1,3").role is Role.GROWTH
    rows = [["Thóc", "5.000", "4.000", "80,0"], ["Ngô", "300", "255", "85,0"]]
    assert reading(ruled([header, *rows])).at("1,3").role is Role.INDEX


def test_wards_and_their_total() -> None:
    found = reading(
        ruled(
            [
                ["STT", "Đơn vị", "Tổng số hộ", "Hộ nghèo", "Tỷ lệ (%)"],
                ["1", "Xã An Phú", "1.250", "25", "2,0"],
                ["2", "Xã Bình Minh", "1.800", "18", "1,0"],
                ["3", "Thị trấn Sao Mai", "2.000", "10", "0,5"],
                ["", "Tổng cộng", "5.050", "53", "1,05"],
            ]
        )
    )
    assert found.at("1,2").place == "Xã An Phú"
    assert (found.at("1,3").unit, found.at("1,3").subject) == ("hộ nghèo", "hộ nghèo Xã An Phú")
    assert Sum("5.050#4,2", ("1.250#1,2", "1.800#2,2", "2.000#3,2")) in found.stated
    assert Share("25#1,3", "1.250#1,2", "2,0#1,4") in found.stated


def test_parts_that_may_nest_only_bound_their_whole() -> None:
    found = reading(
        ruled(
            [
                ["TT", "Chỉ tiêu", "ĐVT", "Thực hiện"],
                ["1", "Lao động có việc làm mới", "người", "1.000"],
                ["", "Trong đó:", "", ""],
                ["-", "Nữ", "người", "620"],
                ["-", "Thanh niên", "người", "540"],
                ["2", "Xuất khẩu lao động", "người", "85"],
            ]
        )
    )
    assert set(found.stated.items()) == {
        (Sum("1.000#1,3", ("620#3,3",), at_most=True), Certainty.PRESUMED),
        (Sum("1.000#1,3", ("540#4,3",), at_most=True), Certainty.PRESUMED),
    }
    assert found.at("3,3").subject == "Lao động có việc làm mới: Nữ"


def test_parts_near_a_total_that_names_itself_are_a_slip_not_a_rest() -> None:
    lines: list[list[Content]] = [
        ["TT", "Nội dung", "Thực hiện"],
        ["", "Tổng thu", "1.000"],
        ["1", "Thu phí", "700"],
        ["2", "Thu khác", "390"],
    ]
    assert set(reading(ruled(lines)).stated) == {Sum("1.000#1,2", ("700#2,2", "390#3,2"))}
    lines[3][2] = "30"
    assert set(reading(ruled(lines)).stated) == {Sum("1.000#1,2", ("700#2,2", "30#3,2"), at_most=True)}


def test_each_comparison_speaks_of_the_column_of_its_own_period() -> None:
    found = reading(
        ruled(
            [
                [
                    "Chỉ tiêu",
                    "Tháng 5/2024",
                    "5 tháng năm 2024",
                    "Tháng 5 so tháng trước (%)",
                    "5 tháng so cùng kỳ (%)",
                ],
                ["Bán lẻ (tỷ đồng)", "1.012", "5.120", "101,2", "108,4"],
            ]
        )
    )
    month, months = found.at("1,3"), found.at("1,4")
    assert (month.of, month.period, month.base_period) == (found.at("1,1"), "2024-05", "2024-04")
    assert (months.of, months.period, months.base_period) == (found.at("1,2"), "2024-M1..M5", "2023-M1..M5")


def test_a_date_in_a_header_is_the_date_of_its_figures() -> None:
    found = reading(
        ruled([["Nội dung", "Dự toán", "Thực hiện đến 15/5/2024"], ["Thu", "100", "52"], ["Chi", "90", "40"]])
    )
    assert (found.at("1,2").period, found.at("1,2").as_of) == ("2024-YTD", "2024-05-15")


def test_cells_that_say_more_than_a_number() -> None:
    found = reading(
        ruled(
            [
                ["Nội dung", "ĐVT", "Kết quả", "Ghi chú"],
                ["Dự án khởi công", "dự án", "09/25", "Chậm 4 dự án"],
                ["Thu ngân sách", "tỷ đồng", "trên 612", "x"],
                ["Số hộ nghèo", "hộ", "35", ""],
            ]
        )
    )
    done, all_, late, over, _ = found.measures
    assert [(m.role, m.unit) for m in (done, all_)] == [(Role.FRACTION, "dự án")] * 2
    assert [type(statement) for statement in found.stated] == [Fraction]
    assert (late.token.number, late.unit) == (4, "dự án")
    assert (over.hedge, over.token.number) == (Hedge.OVER, Decimal(612_000_000_000))


def test_english_grouping_is_told_from_decimal_commas() -> None:
    lines: list[list[Content]] = [
        ["Nội dung", "Dự toán", "Thực hiện"],
        ["Thu", "12,345", "1,250.5"],
        ["Chi", "9,870", "8,100"],
    ]
    found = reading(ruled(lines, "Đơn vị: triệu đồng"))
    assert found.at("1,1").token.number == Decimal(12_345_000_000)
    assert found.at("1,2").token.number == Decimal(1_250_500_000)
    lines = [["Nội dung", "Dự toán", "Thực hiện"], ["Thu", "12,345", "1.250,5"]]
    assert reading(ruled(lines, "Đơn vị: triệu đồng")).at("1,1").token.number == Decimal(12_345_000)


def test_a_form_with_its_titles_inside_the_table() -> None:
    found = reading(
        ruled(
            [
                [("BIỂU TỔNG HỢP 9 THÁNG NĂM 2025", 1, 3), None, None],
                [("Đơn vị tính: triệu đồng", 1, 3), None, None],
                ["TT", "Nội dung", "Thực hiện"],
                ["1", "Thu phí", "215"],
                ["2", "Thu khác", "130"],
            ]
        ),
        Era(None, None),
    )
    fee = found.at("3,2")
    assert (fee.token.number, fee.period) == (Decimal(215_000_000), "2025-M1..M9")


@pytest.mark.parametrize(
    "lines",
    [
        [
            ["ỦY BAN NHÂN DÂN XÃ AN PHÚ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
            ["Số: 12/BC-UBND", "An Phú, ngày 15 tháng 6 năm 2024"],
        ],
        [["Nơi nhận:\n- Như trên;", "TM. ỦY BAN NHÂN DÂN"], ["- Lưu: VT.", "CHỦ TỊCH"]],
    ],
)
def test_tables_that_only_lay_out_the_page_are_left_to_the_sentences(lines: list[list[Content]]) -> None:
    assert reading(ruled(lines)).grids == []


def test_shares_of_the_total_of_their_column() -> None:
    lines: list[list[Content]] = [
        ["TT", "Nguồn thu", "Số tiền (triệu đồng)", "Cơ cấu (%)"],
        ["", "Tổng số", "2.000", "100"],
        ["1", "Thu từ thuế", "1.200", "60,0"],
        ["2", "Thu phí, lệ phí", "500", "25,0"],
        ["3", "Thu khác", "300", "51,0"],
    ]
    shares = [statement for statement in reading(ruled(lines)).stated if isinstance(statement, Share)]
    assert shares == [
        Share("1.200#2,2", "2.000#1,2", "60,0#2,3"),
        Share("500#3,2", "2.000#1,2", "25,0#3,3"),
        Share("300#4,2", "2.000#1,2", "51,0#4,3"),
    ]
    lines[2][3] = "37,5"
    assert not [statement for statement in reading(ruled(lines)).stated if isinstance(statement, Share)]


def test_a_title_that_names_the_period_compared_with() -> None:
    lines: list[list[Content]] = [["Nội dung", "Thực hiện"], ["Thu", "100"], ["Chi", "90"]]
    assert reading(ruled(lines, "Biểu: Thu, chi so với cùng kỳ năm 2023")).at("1,1").period == "2024-H1"


@pytest.mark.parametrize("percent", ["TH/KH (%)", "Đạt (%)", "% so với KH"])
def test_columns_under_two_years_compare_within_their_year(percent: str) -> None:
    lines: list[list[Content]] = [
        [("Chỉ tiêu", 2, 1), ("Năm 2023", 1, 3), None, None, ("Năm 2024", 1, 3), None, None, ("2024/2023 (%)", 2, 1)],
        [None, "KH", "TH", percent, "KH", "TH", percent, None],
        ["Trồng rừng (ha)", "120", "130", "108,3", "150", "145", "96,7", "111,5"],
        ["Sản lượng thóc (tấn)", "800", "790", "98,8", "820", "830", "101,2", "105,1"],
    ]
    found = reading(ruled(lines))
    assert {statement for statement in found.stated if "2," in str(statement)} == {
        RatioToPlan("130#2,2", "108,3#2,3", "120#2,1"),
        RatioToPlan("145#2,5", "96,7#2,6", "150#2,4"),
        Change("145#2,5", "130#2,2", None, "111,5#2,7", None, index=True),
    }
    assert [found.at(f"2,{column}").period for column in (3, 6)] == ["2023", "2024"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[columns\n", "headers.toml"),
        ("[columns]\nordinal = ['tt']\n", "name"),
        ("[columns]\nordinal = ['TT']\n", "TT"),
    ],
)
def test_a_wrong_word_list_says_what_is_wrong(text: str, problem: str) -> None:
    with pytest.raises(CatalogError, match=problem):
        read_headers(text)


def test_softened_cells_are_told_by_their_arithmetic_too() -> None:
    found = reading(
        ruled(
            [
                [
                    ("Chỉ tiêu", 2, 1),
                    ("Kế hoạch", 1, 2),
                    None,
                    ("Thực hiện", 2, 1),
                    ("So với kế hoạch (%)", 1, 2),
                    None,
                ],
                [None, "Tỉnh giao", "Xã giao", None, "Tỉnh giao", "Xã giao"],
                ["Trường công lập (trường)", "26", "27", "trên 10", "38,5", "37"],
                ["Đường làm mới (km)", "326,2", "", "gần 234,8", "71,9", ""],
                ["Số hộ nghèo (hộ)", "150", "", "gần 100", "66,5", ""],
            ]
        )
    )
    assert RatioToPlan("10#2,3", "38,5#2,4", "26#2,1") in found.stated


def test_softened_parts_of_a_total_are_read() -> None:
    found = reading(
        ruled(
            [
                ["TT", "Nội dung", "Toàn tỉnh", "Xã An Phú", "Xã Bình Minh"],
                ["1", "Số hộ nghèo (hộ)", "trên 900", "500", "401"],
                ["2", "Số hộ cận nghèo (hộ)", "700", "300", "400"],
            ]
        )
    )
    assert found.at("1,2").hedge is Hedge.OVER
