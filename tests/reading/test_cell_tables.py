"""Tables copied from pages cell by cell: every cell a line, empty ones none."""

from decimal import Decimal

from tests.reading.grids import plain, reading

from tonghop.core.figure import Basis, Direction, Hedge, Role
from tonghop.core.relation import Change, RatioToPlan, Share, Sum, SumOfPlans
from tonghop.reading.statements import Measure
from tonghop.reading.timing import Era

CELLS = """Đơn vị tính: Triệu đồng
STT
NỘI DUNG
DỰ TOÁN NĂM 2024
THỰC HIỆN 6 THÁNG
SO SÁNH DT (%)
SO CÙNG KỲ (%)

A
TỔNG THU
5.600
3.100
55,4
110,2
1
Thuế ngoài quốc doanh
3.200
1.900
59,4
104,1
2
Lệ phí trước bạ
và thu khác
2.400
1.200
50,0
121,4

Thuyết minh: số liệu đến ngày 30/6/2024."""


def test_one_cell_a_line() -> None:
    found = reading(plain(CELLS))
    assert len(found.measures) == 12
    assert found.at("3,4").token.number == Decimal(1_200_000_000)
    assert found.at("3,4").subject == "Lệ phí trước bạ và thu khác"
    assert Sum("3.100#1,4", ("1.900#2,4", "1.200#3,4")) in found.stated
    assert [s for s in found.stated if isinstance(s, SumOfPlans)]


PORTAL = """MỘT SỐ CHỈ TIÊU CHỦ YẾU NĂM 2024

Stt

Chỉ tiêu

TH năm 2023

KH năm 2024

Ước TH năm 2024

\u00a0

Ghi chú

I

Kinh tế

\u00a0

1

Tốc độ tăng giá trị sản xuất (%)

6,5

7,0-7,5

7,21

Đạt

Tr.đó:

- Nông nghiệp (%)

3,1

2,5

-1,2%

Không đạt

- Công nghiệp (%)

9,4

10,5

11,3%

2

Giá trị xuất khẩu (triệu USD)

310

330

342

Vượt

3

Thu ngân sách (tỷ đồng)

1.250

1.300

II

Xã hội

4

Tỷ lệ trẻ em suy dinh dưỡng:

-Cân nặng (%)

-Chiều cao (%)

8,6

11,4

< 8,4

<11,0

8,3

11,0

Đạt

5

Tỷ lệ hộ nghèo giảm (%)

1,1

0,8%

(còn 2,3%)

0,9%

(còn 2,2%)

6

Mức giảm tỷ suất sinh (‰)

0,2

0,2

0,2

Đạt

7

Tạo việc làm (nghìn người)

12,5

13

13,2

Vượt

Ban biên tập Cổng thông tin."""


class TestCellsOfAPortal:
    found = reading(plain(PORTAL), Era("2024", "2024"))

    def named(self, printed: str) -> Measure:
        text = self.found.source.text
        return next(m for m in self.found.measures if text[m.token.start : m.token.end] == printed)

    def test_sections_labels_and_verdicts_are_rows_but_no_figures(self) -> None:
        assert len(self.found.grids) == 1
        start, end = self.found.grids[0].spans[0][0], self.found.grids[0].spans[-1][1]
        assert self.found.source.text[start:end].endswith("Vượt")
        assert len(self.found.measures) == 32

    def test_the_name_tells_a_rate_of_growth_also_for_the_parts(self) -> None:
        down, up = self.named("1,2%"), self.named("11,3%")
        assert (down.role, down.direction, down.token.number) == (Role.DECLINE, Direction.DOWN, Decimal("1.2"))
        assert (up.role, up.direction, up.basis) == (Role.GROWTH, Direction.UP, Basis.ESTIMATE)
        assert self.named("2,5").role is Role.PLAN_VALUE
        assert self.named("0,9%").role is Role.DELTA
        assert self.named("0,2").role is Role.RATE

    def test_percentages_of_parts_do_not_add_up(self) -> None:
        assert self.found.stated == {}

    def test_a_range_is_two_plans(self) -> None:
        low, high = self.named("7,0"), self.named("7,5")
        assert [(m.role, m.unit, m.basis, m.token.pair_role) for m in (low, high)] == [
            (Role.PLAN_VALUE, "%", Basis.PLAN, "from"),
            (Role.PLAN_VALUE, "%", Basis.PLAN, "to"),
        ]

    def test_units_in_the_brackets_of_names(self) -> None:
        assert (self.named("342").unit, self.named("342").token.number) == ("USD", Decimal(342_000_000))
        assert (self.named("13,2").unit, self.named("13,2").token.number) == ("người", Decimal(13_200))

    def test_two_items_in_one_cell(self) -> None:
        height = self.named("11,4")
        assert (height.basis, self.named("11,0").hedge) == (Basis.ACTUAL, Hedge.UNDER)
        assert height.subject == "Tỷ lệ trẻ em suy dinh dưỡng: Chiều cao (%)"

    def test_words_in_brackets_behind_a_number(self) -> None:
        left, now = self.named("2,3%"), self.named("2,2%")
        assert (left.role, left.basis) == (Role.PLAN_VALUE, Basis.PLAN)
        assert (now.role, now.basis) == (Role.SHARE, Basis.ESTIMATE)

    def test_the_values_of_a_short_row_stand_under_no_column(self) -> None:
        short = self.named("1.300")
        assert (short.role, short.token.number) == (Role.AMOUNT, Decimal(1_300_000_000_000))


GAPS = """TT
Chỉ tiêu
Đơn vị tính
Kế hoạch năm 2024
Thực hiện 6 tháng
TH/KH (%)
So với cùng kỳ (%)
Ghi chú
A
CHỈ TIÊU KINH TẾ
1
Thu ngân sách
tỷ đồng
120
66
55,0
110,2
Đúng tiến độ
2
Doanh nghiệp thành lập mới
DN
150
80
53,3
Cần đẩy nhanh
3
Tỷ lệ thôn đạt chuẩn
%
85
82
4
Giá trị sản xuất
tỷ đồng
1.200
610
50,8
106,1"""


def test_values_of_a_short_row_find_the_columns_where_they_agree() -> None:
    found = reading(plain(GAPS))
    assert [found.at(f"3,{column}").role for column in (3, 4, 5)] == [
        Role.PLAN_VALUE,
        Role.COUNT,
        Role.PERCENT_OF_PLAN,
    ]
    assert RatioToPlan("80#3,4", "53,3#3,5", "150#3,3") in found.stated
    assert found.at("5,5").role is Role.PERCENT_OF_PLAN


def test_values_of_a_short_row_that_agree_nowhere_stand_under_no_column() -> None:
    found = reading(plain(GAPS.replace("53,3", "73,3")))
    assert not [s for s in found.stated if "80#3,9" in (getattr(s, "actual", None), getattr(s, "current", None))]
    assert [(m.unit, m.role) for m in found.measures if m.subject == "Tỷ lệ thôn đạt chuẩn"] == [("%", Role.SHARE)] * 2


def test_plain_words_name_columns_beside_a_telling_one() -> None:
    lines = ["STT", "Nguồn thu", "Số tiền (triệu đồng)", "Cơ cấu (%)", "Tổng số", "800", "100"]
    lines += ["1", "Thu từ thuế", "480", "60,0", "2", "Thu khác", "320", "40,0"]
    found = reading(plain("\n".join(lines)))
    assert Share("480#2,3", "800#1,3", "60,0#2,4") in found.stated


def test_a_group_over_two_columns_of_cells() -> None:
    lines = ["STT", "Chỉ tiêu", "ĐVT", "TH cùng kỳ 2023", "TH trong kỳ", "So sánh", "%", "+,-"]
    lines += ["1", "Khoai lang", "Ha", "400,5", "380,5", "95,0", "-20,0"]
    lines += ["2", "Đậu các loại", "Ha", "210,0", "231,0", "110,0", "21,0"]
    found = reading(plain("\n\n".join(lines)))
    assert Change("380,5#2,4", "400,5#2,3", percent="95,0#2,5", index=True) in found.stated
    assert Change("380,5#2,4", "400,5#2,3", "20,0#2,6", direction=Direction.DOWN) in found.stated
    assert Change("231,0#3,4", "210,0#3,3", "21,0#3,6", direction=Direction.UP) in found.stated
