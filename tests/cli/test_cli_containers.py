"""Archives and mails on the command line: each document inside by its own name, and passwords."""

import json
import zipfile
from email.message import EmailMessage
from pathlib import Path

import click
import pytest
from tests.cli.conftest import RIGHT, WRONG
from tests.rendering import to_docx

LOCKED = Path(__file__).parents[1] / "loaders" / "locked"


@pytest.fixture
def archive(tmp_path):
    """Two readable documents, one of them with a contradiction, and an empty file."""
    path = tmp_path / "hồ sơ.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("xã/sai.docx", to_docx(WRONG))
        file.writestr("đúng.txt", RIGHT)
        file.writestr("rỗng.txt", "")
    return path


@pytest.fixture
def mail(tmp_path):
    """A mail that says something, with a report attached."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@xa.vn", "b@tinh.vn", "Báo cáo tháng 5"
    message.set_content("Kính gửi văn phòng, toàn xã có 12 hộ nghèo.")
    message.add_attachment(to_docx(WRONG), maintype="application", subtype="octet-stream", filename="bao-cao.docx")
    path = tmp_path / "thư.eml"
    path.write_bytes(message.as_bytes())
    return path


def test_each_document_of_an_archive_is_checked_by_its_own_name(tonghop, archive):
    ended = tonghop("check", archive, "--format", "json")
    names = [item["document"]["name"] for item in json.loads(ended.out)["documents"]]
    assert names == ["hồ sơ.zip/xã/sai.docx", "hồ sơ.zip/đúng.txt"]
    assert ended.status == 2
    assert "Đã đọc 2/3 tài liệu." in ended.err
    assert f"{archive}/rỗng.txt: Tệp rỗng" in ended.err


def test_reviews_of_an_archive_go_into_a_folder_of_its_name(tonghop, archive, tmp_path):
    place = tmp_path / "ra"
    tonghop("check", archive, "--format", "docx", "--output", place)
    written = {path.relative_to(place).as_posix() for path in place.rglob("*.docx")}
    assert written == {"hồ sơ/xã/sai.docx", "hồ sơ/đúng.txt.docx"}


def test_a_mail_and_its_attachment_are_documents(tonghop, mail):
    ended = tonghop("check", mail, "--format", "json")
    documents = [item["document"] for item in json.loads(ended.out)["documents"]]
    assert [document["name"] for document in documents] == ["thư.eml", "thư.eml/bao-cao.docx"]
    assert documents[0]["text"].startswith("Báo cáo tháng 5\n\nKính gửi văn phòng")
    assert ended.status == 1


def test_a_mail_on_standard_input_is_taken_apart_too(tonghop, mail, monkeypatch):
    with mail.open("rb") as stream:
        monkeypatch.setattr("sys.stdin", type("Standard", (), {"buffer": stream}))
        ended = tonghop("read", "-", "--format", "json")
    assert [item["document"]["name"] for item in json.loads(ended.out)["documents"]] == ["-", "-/bao-cao.docx"]


def test_an_original_that_holds_documents_is_not_overwritten(tonghop, mail):
    ended = tonghop("check", mail, "--format", "html", "--output", mail)
    assert ended.status == 2
    assert mail.read_bytes().startswith(b"From: a@xa.vn")


@pytest.mark.parametrize("given", [("--password", "mật khẩu"), ("--ask-password",), ()])
def test_a_password_is_taken_from_the_option_the_keyboard_or_the_environment(tonghop, monkeypatch, given):
    monkeypatch.setattr(click, "prompt", lambda *_, **__: "mật khẩu")
    if not given:
        monkeypatch.setenv("TONGHOP_PASSWORD", "mật khẩu")
    ended = tonghop("read", LOCKED / "bao-cao.ods", *given)
    assert ended.status == 0
    assert "12.500,0" in ended.out


def test_a_wrong_password_is_never_repeated(tonghop):
    ended = tonghop("read", LOCKED / "bao-cao.ods", "--password", "mật mã khác", "--debug")
    assert ended.status == 2
    assert "Mật khẩu không mở được tệp" in ended.err
    assert "mật mã khác" not in ended.err + ended.out
