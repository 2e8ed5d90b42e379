"""`tonghop form` as an officer meets it."""

import json
from pathlib import Path

import openpyxl
import pytest
from tests.cli.conftest import Tonghop


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """A superior's form with one row that the catalog knows and one that it does not."""
    book = openpyxl.Workbook()
    for row in (
        ("TT", "Chỉ tiêu", "ĐVT", "Kế hoạch năm", "Thực hiện 6 tháng"),
        ("1", "Thu ngân sách nhà nước trên địa bàn", "tỷ đồng"),
        ("2", "Sản lượng mây ngũ sắc", "tấn"),
    ):
        book.active.append(row)
    path = tmp_path / "bieu.xlsx"
    book.save(path)
    return path


def test_a_form_is_mapped_into_a_file_that_people_can_read(tonghop: Tonghop, form: Path, tmp_path: Path) -> None:
    ended = tonghop("form", "map", form, "--output", tmp_path / "gan.json")
    assert ended.status == 0
    assert "Hiểu 2 trong 4 ô trống" in ended.out
    assert "Chưa rõ chỉ tiêu của hàng “Sản lượng mây ngũ sắc”" in ended.out
    agreed = json.loads((tmp_path / "gan.json").read_text("utf-8"))
    assert list(agreed["rows"].values()) == ["budget_revenue"]
    assert list(agreed["columns"].values()) == [["plan", "year", ""], ["actual", "period", ""]]


def test_what_is_no_form_or_no_map_is_refused(tonghop: Tonghop, form: Path, tmp_path: Path) -> None:
    text = tmp_path / "thu.xlsx"
    text.write_text("xin chào", "utf-8")
    assert "Biểu mẫu phải là tệp Excel" in tonghop("form", "map", text, "--output", tmp_path / "gan.json").err
    options = ("--unit", "A", "--period", "2026-H1", "--output", tmp_path / "ra.xlsx")
    ended = tonghop("form", "fill", form, "--map", text, *options)
    assert ended.status == 2
    assert "không phải là tệp gán ô" in ended.err
