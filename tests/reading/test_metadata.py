"""What a document says of itself."""

import pytest
from tests.reading.say import document

LETTERHEAD = """ỦY BAN NHÂN DÂN
HUYỆN AN LẠC

Số: 215/BC-UBND
An Lạc, ngày 20 tháng 6 năm 2024

"""


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("BÁO CÁO\nKết quả công tác 6 tháng đầu năm 2024", "report"),
        ("QUYẾT ĐỊNH\nVề việc giao chỉ tiêu năm 2024", "decision"),
        ("KẾ HOẠCH\nCải cách hành chính năm 2024", "decision"),
        ("BIỂU TỔNG HỢP\nSố liệu tháng 5 năm 2024", "form"),
    ],
)
def test_title_and_kind(title: str, kind: str) -> None:
    found = document(f"{LETTERHEAD}{title}\n\nToàn huyện có 12 xã.")
    assert (found.title, found.kind) == (title.replace("\n", " "), kind)


def test_an_article_has_its_first_line_for_a_title() -> None:
    found = document("Huyện An Lạc đẩy nhanh giải ngân\n\nĐến nay, huyện giải ngân 25 tỷ đồng.")
    assert (found.title, found.kind) == ("Huyện An Lạc đẩy nhanh giải ngân", "article")


def test_an_empty_text_has_no_title() -> None:
    found = document("")
    assert (found.title, found.kind, found.organisation, found.period) == (None, "other", None, None)


@pytest.mark.parametrize(
    ("text", "organisation"),
    [
        ("THÀNH PHỐ LAM GIANG\n\nỦY BAN NHÂN DÂN QUẬN TÂY LAM\n\nSố: 218/BC-UBND\n\nBÁO CÁO", "Quận Tây Lam"),
        (f"{LETTERHEAD}BÁO CÁO\nKết quả công tác năm 2024", "Huyện An Lạc"),
        ("UBND PHƯỜNG KIM ĐẰNG\n\nBÁO CÁO\nKết quả công tác năm 2025", "Phường Kim Đằng"),
        ("UBND XÃ TÂN LẬP 2\n\nBÁO CÁO\nKết quả công tác năm 2025", "Xã Tân Lập 2"),
        ("BÁO CÁO\nTình hình kinh tế - xã hội huyện An Lạc 6 tháng đầu năm 2024", "Huyện An Lạc"),
        ("Đến nay, huyện An Lạc đã thu 25 tỷ đồng. Nhân dân huyện An Lạc phấn khởi.", "Huyện An Lạc"),
        ("Đã thu 25 tỷ đồng.", None),
    ],
)
def test_organisation(text: str, organisation: str | None) -> None:
    assert document(text).organisation == organisation
