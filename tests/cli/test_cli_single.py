"""One document: what comes out, and with which status."""

import json
from unittest.mock import Mock

import openpyxl
import pytest

from tonghop.cli.files import written


def test_a_sound_document_ends_with_0(tonghop, right):
    assert tonghop("check", right).status == 0


def test_a_contradiction_ends_with_1_and_is_told_with_its_arithmetic(tonghop, wrong):
    ended = tonghop("check", wrong)
    assert ended.status == 1
    assert "302" in ended.out
    assert not ended.err


def test_reading_does_not_check(tonghop, wrong):
    ended = tonghop("read", wrong, "--format", "json")
    assert ended.status == 0
    assert "findings" not in json.loads(ended.out)


def test_reading_lists_the_figures_with_their_bounds(tonghop, tmp_path):
    path = tmp_path / "thu.txt"
    path.write_text("Thu ngân sách đạt 1.711 tỷ đồng.\n", "utf-8")
    assert "1.711 tỷ đồng [1.710,5–1.711,5 tỷ đồng]" in tonghop("read", path).out


def test_a_page_of_what_was_read_says_that_nothing_was_checked(tonghop, wrong):
    page = tonghop("read", wrong, "--format", "html").out
    assert page.count("<mark") == 3
    assert "chưa được kiểm tra" in page
    assert "Không phát hiện mâu thuẫn" not in page
    assert "quan hệ khớp" not in page


def test_a_workbook_of_what_was_read_lists_figures_and_relations(tonghop, wrong, tmp_path):
    target = tmp_path / "so-lieu.xlsx"
    tonghop("read", wrong, "--format", "xlsx", "--output", target)
    assert openpyxl.load_workbook(target).sheetnames == ["Số liệu", "Quan hệ"]


def test_checking_as_json_gives_one_object_on_standard_output_and_nothing_else(tonghop, wrong):
    ended = tonghop("check", wrong, "--format", "json")
    answer = json.loads(ended.out)
    assert {"document", "figures", "relations", "findings", "inferences"} <= answer.keys()
    assert answer["document"]["text"] == wrong.read_text("utf-8")
    assert [finding["severity"] for finding in answer["findings"]] == ["error"]
    assert not ended.err


def test_standard_input_is_read_for_a_dash(tonghop, wrong, monkeypatch):
    with wrong.open() as file:
        monkeypatch.setattr("sys.stdin", file)
        answer = json.loads(tonghop("check", "-", "--format", "json").out)
    assert answer["document"]["name"] == "-"
    assert answer["findings"]


def test_findings_come_in_the_language_asked_for(tonghop, wrong):
    vietnamese = json.loads(tonghop("check", wrong, "-f", "json").out)
    english = json.loads(tonghop("check", wrong, "-f", "json", "--lang", "en").out)
    assert vietnamese["findings"][0]["message"] != english["findings"][0]["message"]


@pytest.mark.parametrize(
    ("name", "start"), [("html", b"<!DOCTYPE html>"), ("docx", b"PK"), ("xlsx", b"PK"), ("text", b"")]
)
def test_a_review_is_written_to_the_file_asked_for(tonghop, wrong, tmp_path, name, start):
    target = tmp_path / "ra" / f"ket-qua.{name}"
    ended = tonghop("check", wrong, "--format", name, "--output", target)
    assert ended.status == 1
    assert not ended.out
    assert target.read_bytes().lower().startswith(start.lower())
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_a_review_for_a_folder_takes_the_name_of_the_document(tonghop, wrong, tmp_path):
    place = tmp_path / "ra"
    place.mkdir()
    tonghop("check", wrong, "--format", "html", "--output", place)
    assert (place / "sai.txt.html").exists()


def test_an_office_format_needs_a_place_to_go(tonghop, wrong):
    ended = tonghop("check", wrong, "--format", "docx")
    assert ended.status == 2
    assert "--output" in ended.err


def test_an_original_is_never_overwritten(tonghop, wrong):
    ended = tonghop("check", wrong, "--format", "json", "--output", wrong.parent / "." / wrong.name)
    assert ended.status == 2
    assert "không được ghi đè" in ended.err
    assert "311" in wrong.read_text("utf-8")


def test_a_place_that_cannot_be_written_is_named(tonghop, wrong):
    ended = tonghop("check", wrong, "--output", wrong / "ket-qua.txt")
    assert ended.status == 2
    assert "Không ghi được" in ended.err


@pytest.mark.usefixtures("hostile")
def test_a_bug_is_one_sentence_and_a_traceback_only_when_asked_for(tonghop, tmp_path):
    path = tmp_path / "loi.txt"
    path.write_text("Có 5 hộ.", "utf-8")
    ended = tonghop("read", path)
    assert ended.status == 3
    assert "loi.txt: Chương trình gặp lỗi ngoài dự kiến" in ended.err
    assert "Traceback" not in ended.err
    assert "Traceback" in tonghop("read", path, "--debug").err


def test_a_failure_to_write_names_the_file_that_was_asked_for(tonghop, right, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.NamedTemporaryFile", Mock(side_effect=PermissionError(13, "Permission denied", ".x")))
    target = tmp_path / "ket-qua.json"
    ended = tonghop("check", right, "--format", "json", "--output", target)
    assert ended.status == 2
    assert str(target) in ended.err
    assert ".x" not in ended.err


def test_a_full_disk_leaves_nothing_behind(tmp_path):
    target = tmp_path / "ket-qua.json"
    with pytest.raises(OSError, match=r"ket-qua\.json'$"), written(target):
        raise OSError(28, "No space left on device")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("language", "kind"), [("vi", "diện tích"), ("en", "area")])
def test_units_are_told_with_their_kind_in_the_language_asked_for(tonghop, language, kind):
    assert kind in tonghop("catalog", "--units", "ha", "--lang", language).out
