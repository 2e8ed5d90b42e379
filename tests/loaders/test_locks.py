"""Files locked with a password, as LibreOffice, Word, zip programs and PDF printers lock them."""

from io import BytesIO
from pathlib import Path

import msoffcrypto.format.ooxml as ooxml
import pytest
from tests.office import needs_libreoffice
from tests.rendering import to_docx

from tonghop.core.errors import UnreadableDocument
from tonghop.reading.loaders import load, unlocked

LOCKED = Path(__file__).parent / "locked"
PASSWORD = "mật khẩu"
TEXT = "Toàn xã có 302 hộ, gồm 114 hộ nghèo và 188 hộ cận nghèo."
SHEET = "Chỉ tiêu\tKế hoạch\tThực hiện\nThu ngân sách\t1.250,5\t32,4%\nSố hộ nghèo\t12.500,0\t50,0%"
KINDS = ("odt", "doc", "ods", "xls", "pdf")
FILES = [
    ("odt", TEXT),
    pytest.param("doc", TEXT, marks=needs_libreoffice),
    ("ods", SHEET),
    ("xls", SHEET),
]


@pytest.mark.parametrize(("kind", "text"), FILES)
def test_a_locked_file_opens_with_its_password(kind, text):
    assert load(LOCKED / f"bao-cao.{kind}", password=PASSWORD).text == text


def test_a_locked_pdf_opens_with_its_password():
    assert load(LOCKED / "bao-cao.pdf", password="mat-khau").text == TEXT


@pytest.mark.parametrize("kind", KINDS)
def test_without_its_password_it_says_how_to_give_one(kind):
    with pytest.raises(UnreadableDocument, match="--password"):
        load(LOCKED / f"bao-cao.{kind}")


@pytest.mark.parametrize("kind", KINDS)
def test_a_wrong_password_is_said_to_be_wrong_and_not_repeated(kind):
    with pytest.raises(UnreadableDocument, match="Mật khẩu không mở được tệp") as caught:
        load(LOCKED / f"bao-cao.{kind}", password="mật mã khác")
    assert "mật mã khác" not in str(caught.value)


def by_word(password):
    """A document locked as Word locks it."""
    stream = BytesIO()
    ooxml.OOXMLFile(BytesIO(to_docx(TEXT))).encrypt(password, stream)
    return stream.getvalue()


def test_a_document_that_word_has_locked():
    locked = by_word(PASSWORD)
    assert load(locked, password=PASSWORD).text == TEXT
    for password, said in ((None, "--password"), ("sai", "Mật khẩu không mở được")):
        with pytest.raises(UnreadableDocument, match=said):
            load(locked, password=password)


def test_a_workbook_only_protected_from_changes_needs_no_password():
    assert load(by_word("VelvetSweatshop")).text == TEXT


def test_a_password_for_a_file_without_one_does_nothing():
    assert unlocked(b"Thu 12", "x") == b"Thu 12"
    assert load(to_docx(TEXT), password=PASSWORD).text == TEXT
