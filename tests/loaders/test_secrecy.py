"""Stamps of state secrets are recognised, and nothing else is taken for one."""

import docx
import pytest
from tests.rendering import saved, typeset

from tonghop.reading.loaders import load
from tonghop.reading.secrecy import secrecy_mark


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("MẬT\nUBND QUẬN TÂY LAM", "MẬT"),
        ("UBND QUẬN TÂY LAM\tTỐI MẬT\nSố: 05/BC-UBND", "TỐI MẬT"),
        ("UBND QUẬN TÂY LAM     TUYỆT MẬT", "TUYỆT MẬT"),
        ("TUYỆT  MẬT     CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "TUYỆT MẬT"),
        ("T Ố I   M Ậ T\r\nBÁO CÁO", "TỐI MẬT"),
        ("M Ậ T", "MẬT"),
        ("**MẬT**", "MẬT"),
        ("[TỐI MẬT]", "TỐI MẬT"),
        ("Độ mật: TUYỆT MẬT", "TUYỆT MẬT"),
        ("MA\u0323\u0302T", "MẬT"),
    ],
)
def test_stamps(text, mark):
    assert secrecy_mark(text) == mark


@pytest.mark.parametrize(
    "text",
    [
        "",
        "bí mật nhà nước",
        "Công tác bảo vệ bí mật",
        "BẢO VỆ BÍ MẬT NHÀ NƯỚC",
        "CÔNG TÁC BẢO VỆ BÍ\nMẬT\nNHÀ NƯỚC",
        "BẢO VỆ BÍ  MẬT  NHÀ NƯỚC",
        "BẢO MẬT",
        "mật độ dân số 1.200 người/km²",
        "MẬT ĐỘ DÂN SỐ",
        "MẬT\tTỐI MẬT\tTUYỆT MẬT",
        "Mật ong",
        "dòng\n" * 40 + "MẬT",
    ],
)
def test_other_words(text):
    assert secrecy_mark(text) is None


def test_a_stamp_in_a_page_header_is_seen():
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "TỐI MẬT"
    document.add_paragraph("Nội dung báo cáo " * 300)
    assert secrecy_mark(load(saved(document)).text) == "TỐI MẬT"
    body = "\n\n".join("Nội dung báo cáo của đơn vị gửi cấp trên xem xét theo quy định. " * 9 for _ in range(12))
    assert secrecy_mark(load(typeset(f"#set page(header: [MẬT])\n{body}")).text) == "MẬT"
