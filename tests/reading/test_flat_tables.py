"""Tables that plain text has flattened: rows on lines, cells parted by tabs, and prose that is no table."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reading.grids import plain, reading, ruled

from tonghop.core.figure import Role
from tonghop.core.relation import Certainty, RatioToPlan, Share, Sum
from tonghop.reading.scan import scan
from tonghop.reading.shadow import shadow
from tonghop.reading.tables import find_tables, with_tables
from tonghop.reading.timing import Era

ROWS = """Bảng 2: Kết quả khám, chữa bệnh 6 tháng đầu năm 2024
TT Nội dung ĐVT KH năm 2024 TH 6 tháng Đạt (%)
1 Lượt khám bệnh Lượt 42.000 21.870 52,1
2 Điều trị nội trú Lượt 3.600 1.915 53,2
3 Phẫu thuật Ca 150 62 41,3

Trạm y tế đã khám 1.250 lượt."""


def test_a_row_with_a_single_number_stays_in_its_table() -> None:
    found = reading(plain(ROWS.replace("3 Phẫu thuật", "3 Tai biến sản khoa Ca 4\n4 Phẫu thuật")))
    assert [(m.token.number, m.unit, m.subject) for m in found.measures][6:8] == [
        (Decimal(4), "ca", "Tai biến sản khoa"),
        (Decimal(150), "ca", "Phẫu thuật"),
    ]


def test_rows_of_one_number_under_a_header() -> None:
    found = reading(plain("TT Thôn Số lượng (hộ)\n1 Thôn Đông 120\n2 Thôn Tây 230\n3 Thôn Nam 150\nTổng cộng 500"))
    assert [(m.token.number, m.unit) for m in found.measures] == [(n, "hộ") for n in (120, 230, 150, 500)]
    assert list(found.stated) == [Sum("500#4,3", ("120#1,3", "230#2,3", "150#3,3"))]


def test_rows_of_one_number_without_a_header_are_no_table() -> None:
    text = "Danh sách\n1 Thôn Đông 120\n2 Thôn Tây 230\n3 Thôn Nam 150"
    assert not find_tables(plain(text), shadow(text))


def test_rows_on_lines_of_plain_text() -> None:
    found = reading(plain(ROWS))
    assert [(found.at(f"1,{c}").role, found.at(f"1,{c}").unit) for c in (3, 4, 5)] == [
        (Role.PLAN_VALUE, "lượt"),
        (Role.COUNT, "lượt"),
        (Role.PERCENT_OF_PLAN, "%"),
    ]
    assert found.at("3,4").subject == "Phẫu thuật"
    assert RatioToPlan("1.915#2,4", "53,2#2,5", "3.600#2,3") in found.stated
    assert "Trạm y tế" not in [found.source.text[start:end][:9] for start, end in found.grids[0].spans]


def test_a_table_goes_on_over_a_page_break() -> None:
    found = reading(plain(ROWS.replace("3 Phẫu", "2\nPhụ lục kèm theo\n3 Phẫu")))
    assert len(found.grids) == 1
    assert found.at("3,3").role is Role.PLAN_VALUE
    assert all("Phụ lục" not in found.source.text[start:end] for start, end in found.grids[0].spans)


def test_rows_without_a_header_are_tied_by_their_arithmetic_only() -> None:
    found = reading(plain("Mức 1, 2 500 400 100 300 75%\nMức 3 90 60 30 45 75%\nMức 4 17 12 5 9 75%"))
    assert found.stated == {
        statement: Certainty.PRESUMED
        for row, (total, done, left, early) in enumerate([(500, 400, 100, 300), (90, 60, 30, 45), (17, 12, 5, 9)])
        for statement in (
            Share(f"{early}#{row + 1},6", f"{done}#{row + 1},4", f"75%#{row + 1},7"),
            Sum(f"{total}#{row + 1},3", (f"{done}#{row + 1},4", f"{left}#{row + 1},5")),
        )
    }


def test_rows_on_lines_with_fewer_values_and_verdicts() -> None:
    found = reading(
        plain(
            "TT Chỉ tiêu TH năm 2023 KH năm 2024 Ước TH năm 2024 Đánh giá\n"
            "1 Tốc độ tăng giá trị sản xuất (%) 6,5 7,0-7,5 7,21 Đạt\n"
            "2 Số xã đạt chuẩn (xã) 15 18\n"
            "3 Thu ngân sách (tỷ đồng) 1.250 1.300 1.280 Không đạt\n"
        ),
        Era("2024", "2024"),
    )
    assert [found.at(f"3,{column}").role for column in (3, 4, 5)] == [Role.AMOUNT, Role.PLAN_VALUE, Role.AMOUNT]
    assert found.at("1,5").role is Role.GROWTH
    assert [(m.unit, m.role) for m in found.measures if m.unit == "xã"] == [("xã", Role.COUNT)] * 2


def test_cells_parted_by_tabs_or_strokes() -> None:
    for mark in ("\t", "|"):
        lines = [["Nội dung", "Kế hoạch", "Thực hiện", "% KH"], ["Thu", "100", "50", "50"], ["Chi", "80", "20", "25"]]
        found = reading(plain("\n".join(mark.join(line) for line in lines)))
        assert [m.role for m in found.measures[:3]] == [Role.PLAN_VALUE, Role.COUNT, Role.PERCENT_OF_PLAN]


@pytest.mark.parametrize(
    "text",
    [
        "Thu ngân sách đạt 612 tỷ đồng, bằng 51% dự toán, tăng 19,9% so với cùng kỳ.\nChi 500 tỷ đồng, đạt 45%.",
        "Năm học 2023 2024\nToàn huyện có 35 trường.\nNăm học 2022 2023\nCó 34 trường.",
        "Điện thoại: 0912 345 678\nFax: 024 3333 4444",
        "1. Thu ngân sách\n612\n2. Chi ngân sách\n500\n",
        "Chỉ tiêu\nKế hoạch năm 2024 giao 35 chỉ tiêu.\nThực hiện 30 chỉ tiêu.\nĐạt\n85\nVượt\n12",
        "Nội dung\nThực hiện Kế hoạch số 12\nI\nKinh tế\n1\nThu ngân sách đạt 612 tỷ đồng.\n2\nChi 500 tỷ đồng.",
    ],
)
def test_prose_is_never_a_table(text: str) -> None:
    assert reading(plain(text)).grids == []


def test_tokens_of_tables_stand_in_for_those_of_the_scan() -> None:
    source = plain(ROWS)
    found = reading(source)
    tokens = with_tables(scan(source.text, shadow(source.text)), found.grids)
    assert [t.start for t in tokens] == sorted({t.start for t in tokens})
    assert source.text[tokens[0].start : tokens[0].end].startswith("2")
    assert tokens[-1].number == 1250


NUMBERS = st.integers(1, 10**7)


def vietnamese(number: int) -> str:
    return f"{number:,}".replace(",", ".")


@settings(max_examples=60)
@given(
    st.lists(st.tuples(NUMBERS, NUMBERS, st.integers(1, 2000)), min_size=3, max_size=8),
    st.sampled_from([("triệu đồng", "VND", 10**6), ("ha", "m2", 10**4), ("hộ", "hộ", 1), ("km", "m", 1000)]),
    st.sampled_from(["ruled", "rows", "cells", "tabs"]),
)
def test_what_is_printed_reads_back(rows: list[tuple[int, int, int]], unit: tuple[str, str, int], form: str) -> None:
    header = ["TT", "Nội dung", "ĐVT", "Kế hoạch năm 2024", "Thực hiện 6 tháng", "So với kế hoạch (%)"]
    lines = [
        [str(place), f"Hạng mục {name}", unit[0], vietnamese(plan), vietnamese(actual), f"{tenths // 10},{tenths % 10}"]
        for place, (name, (plan, actual, tenths)) in enumerate(zip("ABCDEFGH", rows, strict=False), 1)
    ]
    marks = {"rows": (" ", "\n"), "cells": ("\n", "\n"), "tabs": ("\t", "\n")}
    if form == "ruled":
        found = reading(ruled([list(line) for line in [header, *lines]]))
    else:
        cell, line = marks[form]
        found = reading(plain(line.join(cell.join(words) for words in [header, *lines])))
    assert [
        (m.token.number, m.unit, m.role is Role.PLAN_VALUE, m.role is Role.PERCENT_OF_PLAN) for m in found.measures
    ] == [
        item
        for plan, actual, tenths in rows
        for item in (
            (Decimal(plan) * unit[2], unit[1], True, False),
            (Decimal(actual) * unit[2], unit[1], False, False),
            (Decimal(tenths) / 10, "%", False, True),
        )
    ]


def test_a_row_that_begins_with_an_empty_cell_keeps_its_columns() -> None:
    found = reading(
        plain(
            "Kết quả giải ngân (Đơn vị tính: triệu đồng)\n"
            "STT\tXã\tKế hoạch\tThực hiện\tTỷ lệ %\n"
            "1\tAn Lạc\t42.600\t39.618\t93,0\n"
            "2\tBình Thuận\t38.200\t35.144\t92,0\n"
            "\tTổng cộng\t80.800\t74.762\t92,5\n"
        )
    )
    assert [(m.token.number, m.unit) for m in found.measures][-3:] == [
        (Decimal(80_800_000_000), "VND"),
        (Decimal(74_762_000_000), "VND"),
        (Decimal("92.5"), "%"),
    ]
