"""What cannot be read ends in one clear error that names the file, the problem and the remedy."""

import contextlib
import os
import zipfile
from io import BytesIO
from pathlib import Path
from unittest.mock import Mock

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rendering import saved, to_docx, to_pdf

from tonghop.core.errors import UnreadableDocument
from tonghop.reading.loaders import load, zips


def refusal(document, name=None):
    with pytest.raises(UnreadableDocument) as caught:
        load(document, name=name)
    assert caught.value.problem.endswith(".")
    assert caught.value.remedy.endswith(".")
    return caught.value


def zipped(**members):
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return stream.getvalue()


LOCKED_PDF = b"""%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [] /Count 0>> endobj
3 0 obj <</Filter /Standard /V 1 /R 2 /P -4 /O (01234567890123456789012345678901)
/U (01234567890123456789012345678901)>> endobj
trailer <</Root 1 0 R /Encrypt 3 0 R /ID [(0123456789012345) (0123456789012345)] /Size 4>>
%%EOF
"""
PACKAGE = {"[Content_Types]_xml": "<Types/>"}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(100)
BLANK = b"""%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 100 100]>> endobj
trailer <</Root 1 0 R /Size 4>>
%%EOF
"""


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "Tệp rỗng"),
        (b" \r\n\t", "Tệp rỗng"),
        (to_docx(""), "Tệp rỗng"),
        (saved(openpyxl.Workbook()), "Tệp rỗng"),
        (b"<html><body><script>1</script></body></html>", "Tệp rỗng"),
        (LOCKED_PDF, "mật khẩu"),
        (OLE, "bị hỏng"),
        (PICTURE, "bị hỏng"),
        (BLANK, "Tệp rỗng"),
        (to_docx("a" * 5000)[:-200], "bị cắt cụt"),
        (b"%PDF-1.7 n\xe1t", "bị hỏng"),
        (zipped(**PACKAGE, word__document_xml="<w:document"), "bị hỏng"),
        (zipped(**PACKAGE, xl__workbook_xml="<workbook/>"), "bị hỏng"),
        (zipped(**PACKAGE, ppt__presentation_xml="<p/>"), "chưa đọc được"),
        (zipped(mimetype="application/vnd.oasis.opendocument.text"), "bị hỏng"),
        (zipped(mimetype="application/vnd.oasis.opendocument.presentation"), "chưa đọc được"),
        (zipped(anh="x"), "nhiều tài liệu"),
        (b"Rar!\x1a\x07\x01\x00", "tệp nén RAR"),
        (b"7z\xbc\xaf\x27\x1c", "tệp nén RAR"),
        (bytes(range(256)), "Không nhận ra"),
        (b"abc\x01\x02", "Không nhận ra"),
        ("Größe: 12 Straßen".encode("latin-1"), "Unicode"),
    ],
)
def test_unreadable_content(data, problem):
    error = refusal(data, name="báo cáo.docx")
    assert error.name == "báo cáo.docx"
    assert problem in error.problem


def test_content_decides_and_not_the_name(tmp_path):
    path = tmp_path / "biểu.xlsx"
    path.write_bytes(to_docx("Thu 12 tỷ đồng"))
    source = load(path)
    assert source.text == "Thu 12 tỷ đồng"
    assert source.media_type.endswith("wordprocessingml.document")


def test_files_that_are_not_there_or_not_files(tmp_path):
    assert "Không tìm thấy" in refusal(tmp_path / "a.txt").problem
    assert "thư mục" in refusal(tmp_path).problem
    os.mkfifo(tmp_path / "ống")
    assert "tệp thông thường" in refusal(str(tmp_path / "ống")).problem
    assert refusal(tmp_path / "a.txt").name == "a.txt"


def test_a_file_without_permission(tmp_path, monkeypatch):
    path = tmp_path / "kín.txt"
    path.write_text("12 hộ")
    monkeypatch.setattr(Path, "read_bytes", Mock(side_effect=PermissionError))
    assert "quyền" in refusal(path).problem


def test_a_swollen_archive_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(zips, "_UNPACKED_LIMIT", 1000)
    assert "bất thường" in refusal(to_docx("x")).problem


def test_swollen_xml_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(zips, "_XML_LIMIT", 1000)
    assert "bất thường" in refusal(to_docx("x")).problem


GOOD = [to_docx("Thu 12 tỷ đồng¹\n\n¹ Ước tính"), to_pdf("Thu 12 tỷ đồng"), saved(openpyxl.Workbook())]


@settings(max_examples=60)
@given(st.sampled_from(GOOD), st.data())
def test_a_broken_file_is_read_or_refused_and_never_crashes(good, data):
    start = data.draw(st.integers(0, len(good) - 1))
    patch = data.draw(st.binary(max_size=40))
    broken = good[:start] + patch + good[start + data.draw(st.integers(0, 200)) :]
    with contextlib.suppress(UnreadableDocument):
        load(broken)
