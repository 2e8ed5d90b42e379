"""Whatever is wrong with a file, the user gets one sentence with its name and a remedy, and status 2."""

import re
from io import BytesIO
from pathlib import Path

import docx
import pytest
from tests.cli.conftest import Tonghop


def a_word_file() -> bytes:
    stream = BytesIO()
    package = docx.Document()
    package.add_paragraph("Toàn xã có 302 hộ.")
    package.save(stream)
    return stream.getvalue()


LOCKED = Path(__file__).parents[1] / "loaders" / "locked"
BAD = {
    "rong.docx": (b"", "Tệp rỗng"),
    "cat-cut.docx": (a_word_file()[:-2000], "bị hỏng hoặc bị cắt cụt"),
    "mat-khau.docx": ((LOCKED / "bao-cao.ods").read_bytes(), "mật khẩu"),
    "anh.docx": (b"\x89PNG\r\n\x1a\n" + bytes(100), "bị hỏng"),
    "nhi-phan.txt": (bytes(range(256)) * 20, "Không nhận ra định dạng"),
    "nen.pdf": (b"Rar!\x1a\x07\x00" + bytes(100), "tệp nén"),
    "cu.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "bị hỏng hoặc bị cắt cụt"),
    "hong.pdf": (b"%PDF-1.7\n1 0 obj\n<<", "bị hỏng hoặc bị cắt cụt"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_named_with_its_remedy(tonghop, tmp_path, name):
    content, problem = BAD[name]
    path = tmp_path / name
    path.write_bytes(content)
    ended = tonghop("check", path, "--format", "json")
    assert (ended.status, ended.out) == (2, "")
    assert ended.err.startswith(f"{path}: ")
    assert problem in ended.err
    assert ended.err.count(". ") >= 1
    assert "Traceback" not in ended.err


def test_a_word_file_under_a_wrong_name_is_read_all_the_same(tonghop, tmp_path):
    path = tmp_path / "bao-cao.pdf"
    path.write_bytes(a_word_file())
    assert tonghop("check", path).status == 0


def test_a_missing_file_is_named(tonghop, tmp_path):
    ended = tonghop("check", tmp_path / "khong-co.docx")
    assert ended.status == 2
    assert "Không tìm thấy tệp" in ended.err


WRONG = {
    "cham.txt": "Đọc tệp quá thời gian cho phép (10 giây)",
    "chet.txt": "Tiến trình đọc tệp bị dừng đột ngột",
    "kin.txt": "Không có quyền đọc tệp",
    "lon.txt": "Đọc tệp cần nhiều bộ nhớ hơn mức cho phép (1000 MB)",
    "mat.txt": "Không tìm thấy tệp",
    "to.txt": "Tệp lớn hơn mức cho phép (1 MB)",
}
LIMITS = ("--limit-time", "10", "--limit-memory", "1000", "--limit-size", "1")


@pytest.mark.usefixtures("hostile")
@pytest.mark.parametrize("name", WRONG)
def test_whatever_happens_to_one_document_is_told_and_nothing_is_written(tonghop, tmp_path, name):
    path, target = tmp_path / name, tmp_path / "ra.json"
    path.write_text("Có 5 hộ." * (200_000 if name == "to.txt" else 1), "utf-8")
    ended = tonghop("check", path, "--format", "json", "--output", target, *LIMITS)
    assert (ended.status, ended.out) == (2, "")
    assert ended.err.startswith(f"{path}: {WRONG[name]}")
    assert ended.err.count("\n") == 1
    assert not target.exists()


@pytest.mark.usefixtures("hostile")
def test_whatever_happens_to_one_document_the_others_are_read(tonghop, folder, tmp_path):
    for name in WRONG:
        (folder / name).write_text("Có 5 hộ." * (200_000 if name == "to.txt" else 1), "utf-8")
    place = tmp_path / "ra"
    ended = tonghop("check", folder, "--format", "html", "--output", place, "--jobs", "2", *LIMITS)
    assert "Đã đọc 3/10 tài liệu." in ended.err
    assert all(f"{folder / name}: {problem}" in ended.err for name, problem in WRONG.items())
    assert {path.name for path in place.rglob("*") if path.is_file()} == {"index.html", "sai.txt.html", "dung.txt.html"}


def test_a_hundred_megabytes_end_at_the_limit_of_memory(tonghop, tmp_path):
    path = tmp_path / "lon.txt"
    line = "Thu 12,5 tỷ đồng.\n".encode()
    path.write_bytes(line * (100 * 2**20 // len(line)))
    ended = tonghop("read", path, "--limit-memory", "300")
    assert ended.status == 2
    assert ended.err.startswith(f"{path}: Đọc tệp cần nhiều bộ nhớ hơn mức cho phép (300 MB)")


def test_a_secret_document_is_refused_before_anything_is_written(tonghop, tmp_path):
    path, target = tmp_path / "mat.txt", tmp_path / "ra.html"
    path.write_text("ỦY BAN NHÂN DÂN XÃ TÂN HÒA\n\nTỐI MẬT\n\nBÁO CÁO\n\nToàn xã có 302 hộ.\n", "utf-8")
    ended = tonghop("check", path, "--format", "html", "--output", target)
    assert ended.status == 2
    assert "--allow-secret" in ended.err
    assert not target.exists()
    assert tonghop("check", path, "--allow-secret", "--format", "html", "--output", target).status == 0
    assert target.exists()


def test_an_empty_folder_is_told(tonghop, tmp_path):
    ended = tonghop("check", tmp_path)
    assert ended.status == 2
    assert "Không có tài liệu nào" in ended.err


def test_an_empty_name_is_not_the_current_folder(tonghop, right, monkeypatch):
    monkeypatch.chdir(right.parent)
    ended = tonghop("check", "")
    assert (ended.status, ended.out) == (2, "")
    assert "tên tệp rỗng" in ended.err


def test_an_empty_folder_among_others_is_told_and_the_others_are_read(tonghop, right, tmp_path):
    empty = tmp_path / "trong"
    empty.mkdir()
    ended = tonghop("check", empty, right)
    assert ended.status == 2
    assert "Đã đọc 1/2 tài liệu." in ended.err
    assert f"{empty}: Không có tài liệu nào" in ended.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("template", "check", "khong-co.docx"), "'khong-co.docx' không tồn tại"),
        (("template", "check", "."), "'.' là một thư mục"),
        (("ask", "A", "--known-on", "32/13/2026"), "'32/13/2026' không phải là ngày hợp lệ"),
        (("check", "bc.txt", "--output", "bc.txt/con/kq.html", "--format", "html"), "không phải là thư mục"),
    ],
)
def test_what_the_system_refuses_is_told_in_vietnamese(
    tonghop: Tonghop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bc.txt").write_text("Thu ngân sách đạt 12 tỷ đồng.", "utf-8")
    ended = tonghop(*arguments)
    assert ended.status == 2
    assert said in " ".join(ended.err.split())
    assert not re.search(r"\b(not|such|does|directory|format)\b", ended.err)
