"""The head of a document, read to see whether it is stamped as a secret before anything else is done with it."""

from collections.abc import Iterator
from io import BytesIO
from typing import Final

import pypdfium2

from tonghop.core.document import Source
from tonghop.core.errors import SecretDocument, UnreadableDocument
from tonghop.reading.loaders import load, unlocked
from tonghop.reading.loaders.refusal import EMPTY, Refusal
from tonghop.reading.secrecy import HEAD_LENGTH, HEAD_LINES, secrecy_mark

_STAMPED: Final = {
    "MẬT": "Văn bản đóng dấu MẬT.",
    "TỐI MẬT": "Văn bản đóng dấu TỐI MẬT.",
    "TUYỆT MẬT": "Văn bản đóng dấu TUYỆT MẬT.",
}
_ONLY_WHERE_ALLOWED: Final = "Chỉ đọc trên máy được phép, với tùy chọn --allow-secret."


def refuse_stamped(text: str, name: str) -> None:
    """Raise SecretDocument for the text of a document that is stamped."""
    if mark := secrecy_mark(text):
        raise SecretDocument(name, _STAMPED[mark], _ONLY_WHERE_ALLOWED)


def admitted(data: bytes, *, name: str, password: str | None = None) -> tuple[bytes, str]:
    """The content of a document without its password, and its media type, once its head has shown no stamp.

    Of a PDF only as many pages are read as its head takes. Raises SecretDocument, and UnreadableDocument for what
    cannot be read.
    """
    try:
        plain = unlocked(data, password)
    except Refusal as refusal:
        raise refusal.of(name) from refusal.__cause__
    head, media_type = "", ""
    for source in _heads(plain, name):
        head, media_type = head + source.text + "\n", source.media_type
        refuse_stamped(head, name)
        if len(head) >= HEAD_LENGTH or len(head.split("\n")) > HEAD_LINES:
            break
    if not media_type:
        raise Refusal(EMPTY).of(name)
    return plain, media_type


def _heads(data: bytes, name: str) -> Iterator[Source]:
    """The document from its beginning: a PDF page by page, all else at once."""
    if not data.startswith(b"%PDF-"):
        yield load(data, name=name)
        return
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        yield load(data, name=name)
        return
    try:
        for number in range(len(document)):
            try:
                yield load(_page(document, number), name=name)
            except UnreadableDocument as error:
                if error.problem != EMPTY.problem:
                    raise
    finally:
        document.close()


def _page(document: pypdfium2.PdfDocument, number: int) -> bytes:
    page, stream = pypdfium2.PdfDocument.new(), BytesIO()
    try:
        page.import_pages(document, [number])
        page.save(stream)
    finally:
        page.close()
    return stream.getvalue()
