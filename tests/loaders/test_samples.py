"""The sample documents are what their sources say, and hold the contradictions that their page documents."""

from pathlib import Path

import pytest
from samples import build
from tests.rendering import split

from tonghop.reading.loaders import load

SAMPLES = Path(build.__file__).parent


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("bao-cao-6-thang-quan-tay-lam.docx", build.word_report),
        ("bao-cao-thang-5-phuong-ben-nua.pdf", build.pdf_report),
    ],
)
def test_reports_are_built_from_their_sources_and_read_back(name, make):
    source = (SAMPLES / "sources" / name).with_suffix(".txt").read_text(encoding="utf-8")
    text = load(SAMPLES / name).text
    assert load(make(source)).text == text
    body, notes = split(source)
    for paragraph in [paragraph for paragraph in body if not paragraph.startswith("@")]:
        assert paragraph in text
    for note in notes.values():
        assert note in text


def test_the_form_has_its_two_visible_sheets():
    source = load(SAMPLES / "bieu-mau-phuong-mai-dinh.xlsx")
    assert [table.name for table in source.tables] == ["Biểu 1", "Biểu 2"]
    cells = {cell.reference: source.text[cell.start : cell.end] for table in source.tables for cell in table.cells}
    planted = {"Biểu 1!F5": "4.865,2", "Biểu 1!G10": "64,1%", "Biểu 2!D5": "17.109"}
    assert planted.items() <= cells.items()


@pytest.mark.parametrize(
    ("name", "planted"),
    [
        (
            "bao-cao-6-thang-quan-tay-lam.docx",
            ["81,6 tỷ đồng, đạt 52,8%", "(tăng 18,3%)", "03 trường hợp vi phạm khác"],
        ),
        (
            "bao-cao-6-thang-quan-tay-lam.docx",
            ["giảm 03 vụ", "8.000\t4.210\t51,5", "¹ Gồm 148 lượt", "1.500\t1.180\t87,7"],
        ),
        (
            "bao-cao-thang-5-phuong-ben-nua.pdf",
            ["12.000.000 đồng", "215/208 trẻ", "94 hồ sơ trực tiếp", "1.260\t1.156\t92,5"],
        ),
        ("bai-bao-xa-suoi-may.html", ["435 hộ", "chiếm 38,2%", "tăng 12%", "04 tiêu chí"]),
        ("bao-cao-tiep-xuc-cu-tri.txt", ["08 ý kiến", "đạt tỷ lệ 94,2%"]),
    ],
)
def test_planted_contradictions_are_there(name, planted):
    text = load(SAMPLES / name).text
    assert [words for words in planted if words not in text] == []
