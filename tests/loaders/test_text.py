"""Plain text: the file's own characters."""

import codecs
import unicodedata

import pytest

from tonghop.reading.loaders import load


def test_a_text_file_is_read_as_it_stands(tmp_path):
    text = "Thu ngân sách\r\n\r\n\t1.711 tỷ đồng \n- hết"
    path = tmp_path / "báo cáo.txt"
    path.write_bytes(text.encode())
    source = load(path)
    assert (source.name, source.media_type, source.text) == ("báo cáo.txt", "text/plain", text)
    assert source.tables == ()


@pytest.mark.parametrize(
    ("bom", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_the_byte_order_mark_tells_the_encoding_and_is_no_text(bom, encoding):
    assert load(bom + "đạt 32,4%".encode(encoding)).text == "đạt 32,4%"


def test_decomposed_letters_are_composed():
    assert load(unicodedata.normalize("NFD", "đạt 32,4% dự toán").encode()).text == "đạt 32,4% dự toán"


def test_bytes_are_called_as_told_and_standard_input_by_default():
    assert load(b"1 ha").name == "-"
    assert load(b"1 ha", name="a.txt").name == "a.txt"


def test_a_text_that_only_begins_like_something_else_is_text():
    for text in ("PK 12 hộ", "BM01 biểu mẫu", "< 5 tuổi: 12 trẻ", "%PDF là một định dạng"):
        assert load(text.encode()).media_type == "text/plain"
