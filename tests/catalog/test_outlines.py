"""Outlines of reports: those of the catalog, those an office puts beside or in place of them, and what is refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.own_outline import NAME as FILE
from tests.own_outline import TEXT

from tonghop.catalog.indicators import indicators
from tonghop.catalog.outlines import outline_texts, outlines, read_outlines
from tonghop.core.errors import CatalogError


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of an office's own outlines."""
    monkeypatch.setenv("TONGHOP_OUTLINES", str(tmp_path))
    outlines.cache_clear()
    yield tmp_path
    monkeypatch.undo()
    outlines.cache_clear()


def test_an_office_adds_a_kind_and_replaces_a_part(folder: Path) -> None:
    ours = outlines().kinds
    (folder / FILE).write_text(TEXT, "utf-8")
    (folder / "outlines.toml").write_text('[[parts.chi-dao]]\nlevel = 1\ntitle = "ĐIỀU HÀNH {YEAR}"\n', "utf-8")
    outlines.cache_clear()
    kinds = outlines().kinds
    assert kinds.keys() - ours.keys() == {"giao-ban"}
    assert [each.title for each in kinds["giao-ban"].headings][1:3] == [
        "VIỆC CHƯA HOÀN THÀNH",
        "Chỉ tiêu chậm, việc chậm",
    ]
    assert "ĐIỀU HÀNH {YEAR}" in [each.title for each in kinds["monthly"].headings]
    assert kinds["year"] == ours["year"]


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('"viec-chua-xong", "nhiem-vu"]', '"viec-chua-song", "nhiem-vu"]', "dòng 9: không có phần `viec-chua-song`"),
        ('appendices = ["chi-tieu-giao"]', 'appendices = ["chi-tieu"', r"dòng \d+, cột \d+: không đúng cú pháp TOML"),
        ('appendices = ["chi', 'apendices = ["chi', "dòng 10: không có mục nào tên là `apendices`"),
        ('parts = ["tom-tat",', 'parts = ["tom-tat", "tom-tat",', "dòng 9: một phần chỉ đứng một lần trong báo cáo"),
        ('heading = "BÁO CÁO"\n', "", "dòng 2: thiếu `heading`"),
        ('content = "lacking"', 'content = "poem"', "dòng 19: `content` không nhận giá trị `poem`"),
        ('content = "lacking"', 'content = "digest"\n[[parts.x]]\nlevel = 4\ntitle = "a"\ncontent = "digest"',
         "dòng 21: mục có nội dung `digest` phải ở cấp 3 trở lên"),
        ("[kinds.giao-ban]", "[kinds.Giao]", "dòng 2: mã `Giao` chỉ gồm chữ thường"),
        ("{ahead}", "{a}", "dòng 6: không có từ trong ngoặc nhọn `a`"),
        ("{ahead}", "{ahead", "dòng 6: dấu ngoặc nhọn không khớp"),
        ("[[parts.viec-chua-xong]]", "[[parts.kinh-te]]", "dòng 13: `kinh-te` đã là tên của một lĩnh vực"),
        ("planned = true", 'topics = ["tho"]', "dòng 27: không có chủ đề `tho`"),
    ],
)  # fmt: skip
def test_a_wrong_line_is_named(right: str, wrong: str, said: str) -> None:
    assert right in TEXT
    with pytest.raises(CatalogError, match=f"^{FILE}, {said}"):
        read_outlines({**outline_texts(), FILE: TEXT.replace(right, wrong, 1)}, indicators())


def test_every_group_of_indicators_has_one_place() -> None:
    field = '[fields.kinh-te]\ntitle = "Kinh tế"\n[fields.kinh-te.topics.san-xuat]\ntitle = "Sản xuất"\n'
    for groups, said in (('["kinh tế"]', "chưa có mục nào"), ('["kinh tế", "y tế"]', "`y tế` đã có ở mục khác")):
        with pytest.raises(CatalogError, match=said):
            read_outlines({**outline_texts(), FILE: f"{field}groups = {groups}\n"}, indicators())
