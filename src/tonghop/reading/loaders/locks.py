"""Files locked with a password, made into the same files without one. What opens them is never printed or kept."""

from io import BytesIO
from typing import Any

import msoffcrypto
import pypdfium2
from msoffcrypto.exceptions import DecryptionError, InvalidKeyError
from pypdfium2 import raw as pdfium

from tonghop.core.signatures import COMPOUND
from tonghop.reading.loaders.opendocument import encryption
from tonghop.reading.loaders.refusal import DAMAGED, ENCRYPTED, UNKNOWN_LOCK, WRONG_PASSWORD, Refusal

_FOR_EVERYONE = "VelvetSweatshop"  # what Excel itself tries on a workbook that is only protected from changes


def unlocked(data: bytes, password: str | None = None) -> bytes:
    """The file without its password; a file that has none as it is.

    Raises Refusal where the password is missing or wrong, or the lock of a kind that cannot be opened.
    """
    if data.startswith(COMPOUND):
        return _office(data, password)
    if b"%PDF-" in data[:1024] and b"/Encrypt" in data:
        return _pdf(data, password)
    if encryption.is_locked(data):
        if not password:
            raise Refusal(ENCRYPTED)
        return encryption.unlocked(data, password)
    return data


def _office(data: bytes, password: str | None) -> bytes:
    file = _locked_office(data)
    if file is None:
        return data
    try:
        return _opened(file, _FOR_EVERYONE)
    except InvalidKeyError:
        if not password:
            raise Refusal(ENCRYPTED) from None
    try:
        return _opened(file, password)
    except InvalidKeyError as error:
        raise Refusal(WRONG_PASSWORD) from error


def _locked_office(data: bytes) -> Any:
    """The file where it is locked. What cannot be made sense of here is left to its reader."""
    try:
        file = msoffcrypto.OfficeFile(BytesIO(data))
        return file if file.is_encrypted() else None
    except Exception:
        return None


def _opened(file: Any, password: str) -> bytes:
    stream = BytesIO()
    try:
        if file.format == "ooxml":
            file.load_key(password, verify_password=True)
        else:
            file.load_key(password)
        file.decrypt(stream)
    except InvalidKeyError:
        raise
    except DecryptionError as error:
        raise Refusal(UNKNOWN_LOCK) from error
    except Exception as error:
        raise Refusal(DAMAGED) from error
    return stream.getvalue()


def _pdf(data: bytes, password: str | None) -> bytes:
    try:
        document = pypdfium2.PdfDocument(data, password=password)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise Refusal(WRONG_PASSWORD if password else ENCRYPTED) from error
        raise Refusal(UNKNOWN_LOCK if error.err_code == pdfium.FPDF_ERR_SECURITY else DAMAGED) from error
    stream = BytesIO()
    try:
        document.save(stream, flags=pdfium.FPDF_REMOVE_SECURITY)
    finally:
        document.close()
    return stream.getvalue()
