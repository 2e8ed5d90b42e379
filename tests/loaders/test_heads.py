"""A document is let in once its head has been read, and only its head."""

import pytest
from tests.loaders.test_locks import LOCKED
from tests.rendering import to_docx, typeset

from tonghop.core.errors import SecretDocument, UnreadableDocument
from tonghop.reading import admitted, heads
from tonghop.reading.loaders import load

BODY = "\n\n".join("Nội dung báo cáo của đơn vị gửi cấp trên xem xét theo quy định. " * 9 for _ in range(12))


def test_what_is_not_stamped_comes_as_it_is():
    content = to_docx("BÁO CÁO\nToàn xã có 302 hộ.")
    assert admitted(content, name="a.docx")[0] == content


@pytest.mark.parametrize("pages", ["MẬT\n\nUBND XÃ\n\n" + BODY, "BÌA\n#pagebreak()\n#pagebreak()\nTỐI MẬT\n\n" + BODY])
def test_a_stamp_on_the_first_page_that_says_anything_is_seen(pages: str):
    with pytest.raises(SecretDocument):
        admitted(typeset(pages), name="a.pdf")


def test_no_more_pages_are_read_than_the_head_takes(monkeypatch: pytest.MonkeyPatch):
    loaded = []
    monkeypatch.setattr(heads, "load", lambda data, name: loaded.append(load(data, name=name)) or loaded[-1])
    _, media_type = admitted(typeset(BODY * 6), name="a.pdf")
    assert len(loaded) == 1
    assert media_type == "application/pdf"


def test_a_locked_file_comes_without_its_lock():
    content, _ = admitted((LOCKED / "bao-cao.pdf").read_bytes(), name="a.pdf", password="mat-khau")
    assert "302 hộ" in load(content).text
    with pytest.raises(UnreadableDocument):
        admitted((LOCKED / "bao-cao.pdf").read_bytes(), name="a.pdf")


def test_what_nothing_can_read_is_not_let_in():
    for content in (b"", b"\0\1\2\3" * 99, b"%PDF-1.7 broken"):
        with pytest.raises(UnreadableDocument):
            admitted(content, name="a")
