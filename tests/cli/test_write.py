"""`tonghop write`: reports from the ledger into files, whole or not at all."""

from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from tests.drafting import ward

from tonghop.review.paper import Examined

Tonghop = Callable[..., object]
pytestmark = pytest.mark.usefixtures("office")
SIX = ("write", "--kind", "six-month", "--period", "2026-H1")


@pytest.fixture
def office(transactional_db: None, database_url: str) -> None:  # noqa: ARG001
    ward.build()


def test_a_report_as_word_and_as_html(tonghop: Tonghop, tmp_path: Path) -> None:
    word, page = tmp_path / "bc.docx", tmp_path / "moi" / "bc.html"
    ended = tonghop(*SIX, "--unit", "A", "--output", word)
    assert ended.status == 0, ended.err
    assert f"Đã ghi {word}." in ended.out
    assert "còn chỗ cần bổ sung" in ended.err
    assert "cần xem lại" not in ended.err
    text = "\n".join(paragraph.text for paragraph in Document(str(word)).paragraphs)
    assert "60% dự toán điều chỉnh Thành phố giao" in text
    ended = tonghop(*SIX, "--unit", "A", "--signer", "Lê Bình", "--output", page)
    assert ended.status == 0, ended.err
    assert "Lê Bình" in page.read_text("utf-8")


def test_several_at_once_go_into_a_folder_and_one_that_is_refused_stops_no_other(
    tonghop: Tonghop, tmp_path: Path
) -> None:
    ended = tonghop(*SIX, "--unit", "A", "--unit", "X", "--unit", "B", "--output", tmp_path / "ra")
    assert ended.status == 2
    assert [path.name for path in (tmp_path / "ra").iterdir()] == ["six-month-A-2026-H1.docx"]
    assert "Phường Hòa An đã kết thúc từ ngày 01/7/2025" in ended.err
    assert "Phường Tây Hồ (A)" in ended.err
    assert "Chưa có số liệu nào của Ủy ban nhân dân xã Đông" in ended.err


def test_what_the_checker_contests_is_named(tonghop: Tonghop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    finding = Examined("kinh-te", "error", "f1", {"vi": "3 khác 4.", "en": "3 is not 4."})
    monkeypatch.setattr("tonghop.review.paper.examine", lambda _: [finding])
    ended = tonghop(*SIX, "--unit", "A", "--output", tmp_path / "bc.docx")
    assert ended.status == 0, ended.err
    assert "bc.docx: cần xem lại: 3 khác 4." in ended.err


def test_all_units_of_a_period(tonghop: Tonghop, tmp_path: Path) -> None:
    ended = tonghop(*SIX, "--all-units", "--format", "html", "--output", tmp_path / "ra")
    names = sorted(path.name for path in (tmp_path / "ra").iterdir())
    assert names == ["six-month-A-2026-H1.html", "six-month-T-2026-H1.html"], ended.err


def test_what_cannot_be_written_is_said_and_leaves_no_file(tonghop: Tonghop, tmp_path: Path) -> None:
    there = tmp_path / "co.docx"
    there.write_bytes(b"cu")
    for words, arguments in (
        ("đã có", (*SIX, "--unit", "A", "-o", there)),
        (".docx, .pdf hoặc .html", (*SIX, "--unit", "A", "-o", tmp_path / "bc.txt")),
        ("Không có loại báo cáo “weekly”", ("write", "--kind", "weekly", "--period", "2026-H1", "--unit", "A")),
        ("Không có đơn vị “Z”", (*SIX, "--unit", "Z")),
        ("Cần mã đơn vị", SIX),
        ("Kỳ “2026-13” không hợp lệ", ("write", "--kind", "year", "--period", "2026-13", "--unit", "A")),
        ("Nếu là tháng, ghi 2026-10;", ("write", "--kind", "year", "--period", "2026-M10", "--unit", "A")),
        ("Nếu là tháng, ghi 2026-05;", ("write", "--kind", "year", "--period", "2026-5", "--unit", "A")),
        ("không hợp với tên tệp", (*SIX, "--unit", "A", "--format", "pdf")),
        ("phải là một thư mục", (*SIX, "--unit", "A", "--unit", "B")),
        ("không phải kỳ của báo cáo năm", ("write", "--kind", "year", "--period", "2026-H1", "--unit", "A")),
        ("còn thiếu chủ đề", ("write", "--kind", "thematic", "--period", "2026-H1", "--unit", "A")),
        ("Không ghi được", (*SIX, "--unit", "A", "-o", there / "bc.docx")),
    ):
        target = () if "-o" in arguments else ("-o", tmp_path / "moi.docx")
        ended = tonghop(*arguments, *target)
        assert ended.status == 2, arguments
        assert words in " ".join(ended.err.split()), ended.err
    assert there.read_bytes() == b"cu"
    assert [path.name for path in tmp_path.iterdir()] == ["co.docx"]
