"""The plan board: its columns, its filters, and the workbook that it gives."""

from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from tests.api.world import fact

from tonghop.core.fact import Measure
from tonghop.ledger.exchange import Table, write_table
from tonghop.ledger.models import Duty, Indicator, Preference
from tonghop.ledger.record import Change, record

BOARD = "/chi-tieu?unit=A&period=2026-M1..M4"
NAME = "Thu ngân sách"


def sheet(client, query=""):
    """The rows of the workbook of the board, by heading, and its first sheet."""
    answer = client.get(f"/chi-tieu.xlsx?unit=A&period=2026-M1..M4{query}")
    page = load_workbook(BytesIO(answer.content)).worksheets[0]
    titles, *rows = page.iter_rows()
    return [{title.value: cell for title, cell in zip(titles, row, strict=True)} for row in rows], page


def test_the_workbook_is_a_table_of_numbers_that_are_numbers(world):
    second = fact("A", "2026", 36_000_000_000, measure=Measure.PLAN, authority="HĐND")
    record([second], Change(world.writer, "record", ""))
    rows, page = sheet(world.client("leader"))
    assert [(row["Cấp giao"].value, row["Kế hoạch năm"].value) for row in rows] == [("HĐND", 36000), ("Quận", 30000)]
    assert rows[1]["Thực hiện"].value == 12000
    assert rows[1]["So với kế hoạch"].value == pytest.approx(0.4)
    assert rows[1]["Đơn vị tính"].value == "triệu đồng"
    assert page.freeze_panes == "C2"
    assert page.tables["BangSoLieu"].ref == page.dimensions
    assert rows[1]["Thực hiện"].number_format == "[$-42A]#,##0"
    assert rows[1]["So với kế hoạch"].number_format == "[$-42A]#,##0.0%"


@given(st.text(min_size=1, max_size=30), st.sampled_from(["", "=", "+", "-", "@", "\t=", "=HYPERLINK(1)"]))
def test_text_stays_text_in_a_workbook(text, mark):
    file = BytesIO()
    write_table(Table("Bảng", [mark + text], ["Tên", "Số"], [(mark + text, Decimal("1.5"))]), file)
    page = load_workbook(file).worksheets[0]
    assert page["A2"].data_type in ("s", "n")
    assert page["A2"].data_type == "s" or page["A2"].value is None
    assert page["B2"].value == 1.5


def test_a_name_that_looks_like_a_formula_does_not_run(world):
    Indicator.objects.update(name="=cmd|'/c calc'!A1", group="@nhóm")
    rows, _ = sheet(world.client("leader"))
    assert (rows[0]["Chỉ tiêu"].data_type, rows[0]["Lĩnh vực"].data_type) == ("s", "s")
    assert rows[0]["Chỉ tiêu"].quotePrefix


def test_columns_are_kept_for_the_account_and_hold_in_the_workbook(world):
    client = world.client("leader")
    assert "Dự báo cả năm" in client.get(BOARD).text
    answer = client.post("/chi-tieu/cot", {"column": ["ratio", "plan", "odd"], "query": "unit=A&group="})
    assert answer.headers["Location"] == "/chi-tieu?unit=A"
    assert Preference.objects.get().value == ["plan", "ratio"]
    assert '<th scope="col" class="number">Dự báo cả năm' not in client.get(BOARD).text
    rows, _ = sheet(client)
    assert list(rows[0])[3:] == ["Kế hoạch năm", "Cấp giao", "Lần điều chỉnh", "So với kế hoạch", "Đánh giá"]
    assert "Dự báo cả năm" in world.client("head").get(BOARD).text


def test_who_answers_for_an_indicator_and_up_to_which_day_it_counts(world):
    client, unit = world.client("leader"), world.places["own"].unit
    duty = Duty.objects.get(pk=world.places["own"].ids["duty_waiting"])
    duty.round.year = 2026
    duty.round.save()
    (row,), _ = sheet(client)
    assert row["Đơn vị phụ trách"].value == "đơn vị A"
    Indicator.objects.update(owner=world.places["below"].unit)
    (row,), _ = sheet(client)
    assert row["Đơn vị phụ trách"].value == "đơn vị A.VP"
    assert NAME in client.get(f"{BOARD}&owner=A.VP").text
    assert "Chưa có số liệu nào" in client.get(f"{BOARD}&owner={unit.code}").text
    assert sheet(client, "&owner=A")[0] == []


def test_a_bounded_number_of_queries(world, django_assert_max_num_queries):
    client = world.client("leader")
    with django_assert_max_num_queries(80):
        assert client.get(BOARD).status_code == 200
    with django_assert_max_num_queries(80):
        assert client.get("/chi-tieu.xlsx?unit=A").status_code == 200
