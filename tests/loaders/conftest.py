"""Files that LibreOffice makes of ours, once for a whole run."""

from collections.abc import Callable
from functools import cache

import pytest
from tests.office import as_saved


@pytest.fixture(scope="session")
def saved_as() -> Callable[[bytes, str], bytes]:
    """The document as LibreOffice saves it in the format of a suffix."""
    return cache(as_saved)
