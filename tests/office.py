"""LibreOffice in tests: whether it is there, and files that it makes of ours."""

import pytest

from tonghop.reading.loaders import libreoffice

needs_libreoffice = pytest.mark.skipif(not libreoffice.is_installed(), reason="LibreOffice is not installed")


def as_saved(document: bytes, suffix: str) -> bytes:
    """The document as LibreOffice saves it in another format."""
    return libreoffice.converted(document, suffix)
