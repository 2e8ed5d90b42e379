"""`tonghop ask` as a user meets it."""

import csv
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from tests.ledger import small
from tests.ledger.small import put, stated

from tonghop.core.fact import Measure
from tonghop.core.span import Span
from tonghop.ledger import units
from tonghop.ledger.models import Entry, Source
from tonghop.ledger.record import Change, record

TEXT = "Kết quả: đã vận động được 1.234,5 hộ tham gia."
START = TEXT.index("1.234")
Tonghop = Callable[..., object]


@pytest.fixture
def office(transactional_db: None, database_url: str) -> None:  # noqa: ARG001
    small.build()
    half, before = Span(2026, 1, 6), Span(2025, 1, 6)
    year = Span(2026, 1, 12)
    plans = [
        stated(unit, 2000, year, measure=Measure.PLAN, authority="Tỉnh", version=version)
        for unit, version in (("a1", 0), ("b1", 0), ("b1", 1))
    ]
    put(*plans, stated("b1", 800, half), stated("b1", 700, before), stated("a1", 500, before))
    source = Source.objects.create(
        kind="document", name="BC-12.docx", text=TEXT, entry=Entry.objects.create(action="nhập")
    )
    fact = stated("a1", "1234.5", half)
    quoted = type(fact)(fact.cell, fact.value, start=START, end=START + 7)
    record([quoted], Change(None, "nhập", "theo báo cáo", source=source))


@pytest.mark.usefixtures("office")
def test_the_board_of_a_unit(tonghop: Tonghop) -> None:
    ended = tonghop("ask", "P", "--period", "2026-H1")
    assert ended.status == 0, ended.err
    assert "đơn vị P, 6 tháng đầu năm 2026" in ended.out
    line = next(line for line in ended.out.splitlines() if line.startswith("chỉ tiêu flow"))
    for words in ("Tỉnh", "4.000", "2.034,5", "50,86", "1.200", "69,54", "chưa đánh giá"):
        assert words in line
    assert "Cơ bản đạt: từ 95% kế hoạch năm trở lên." in ended.out


@pytest.mark.usefixtures("office")
def test_one_figure_with_the_very_words_it_comes_from(tonghop: Tonghop) -> None:
    ended = tonghop("ask", "P", "--period", "2026-M1..M6", "--indicator", "flow")
    assert "2.034,5 hộ (tổng hợp từ 2 số liệu của các đơn vị trực thuộc)" in ended.out
    assert "Cùng kỳ năm trước: 1.200" in ended.out
    assert f"Nguồn (a1): BC-12.docx, ký tự {START}–{START + 7}: “…Kết quả: đã vận động được [1.234,5] hộ" in ended.out
    own = tonghop("ask", "a1", "--period", "2026-H1", "--indicator", "flow")
    assert "1.234,5 (đã tiếp nhận); nhập, theo báo cáo" in own.out


@pytest.mark.usefixtures("office")
def test_formats(tonghop: Tonghop, tmp_path: Path) -> None:
    board = json.loads(tonghop("ask", "P", "--period", "2026-H1", "--format", "json").out)
    assert board["lines"][0]["plans"][0] == {
        "authority": "Tỉnh", "version": 0, "value": "4000", "ratio": "0.508625", "status": "open",
    }  # fmt: skip
    rows = list(csv.reader(tonghop("ask", "P", "--period", "2026-H1", "-f", "csv").out.lstrip("\ufeff").splitlines()))
    assert rows[1][3:6] == ["4.000", "2.034,5", "50,86"]
    path = tmp_path / "bảng.xlsx"
    assert tonghop("ask", "P", "--period", "2026-H1", "-f", "xlsx", "-o", path).status == 0
    assert openpyxl.load_workbook(path).active["E3"].value == "2.034,5"


@pytest.mark.usefixtures("office")
def test_as_known_before_anything_was_recorded(tonghop: Tonghop) -> None:
    ended = tonghop("ask", "P", "--period", "2026-H1", "--indicator", "flow", "--known-on", "31/12/2025")
    assert "chưa có số liệu (không có báo cáo)" in ended.out
    assert "theo số liệu đã biết đến 23:59 31/12/2025" in ended.out


@pytest.mark.usefixtures("office")
def test_the_method_of_a_comparison_is_said(tonghop: Tonghop) -> None:
    units.merge(["a1", "a2"], "a1", date(2026, 1, 1), units.Author(None), "QĐ 1")
    put(stated("a2", 100, Span(2025, 1, 6)))
    ended = tonghop("ask", "a1", "--period", "2026-H1")
    assert "So sánh cùng kỳ: 100% của đơn vị a2 thuộc đơn vị a1 từ 01/01/2026, nhập nguyên trạng." in ended.out


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("X", "--period", "2026"), "Không có đơn vị “X”"),
        (("P", "--period", "2026", "--indicator", "x"), "Không có chỉ tiêu “x”"),
        (("P", "--period", "hôm qua"), "Kỳ “hôm qua” không hợp lệ"),
        (("P", "--format", "xlsx"), "--output"),
    ],
)
def test_bad_questions_are_named(tonghop: Tonghop, arguments: tuple[str, ...], said: str) -> None:
    ended = tonghop("ask", *arguments)
    assert ended.status == 2
    assert said in ended.err


@pytest.mark.usefixtures("office")
def test_errors_of_estimates_by_unit(tonghop: Tonghop) -> None:
    put(stated("a1", 1000, Span(2026, 1, 6), measure=Measure.ESTIMATE))
    asked = ("ask", "P", "--period", "2026", "--indicator", "flow", "--estimates")
    line = next(line for line in tonghop(*asked).out.splitlines() if line.startswith("a1"))
    for words in ("đơn vị a1", "6 tháng đầu năm 2026", "1.000", "1.234,5", "-234,5", "-19"):
        assert words in line
    told = json.loads(tonghop(*asked, "--format", "json").out)
    assert [(miss["unit"], miss["error"]) for miss in told] == [("a1", "-234.5")]
    assert tonghop("ask", "P", "--estimates").status == 2
    assert "Chưa có số ước nào" in tonghop(*asked[:3], "2024", *asked[4:]).out
