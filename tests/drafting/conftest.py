"""The ward of the tests of drafting."""

import pytest
from tests.drafting import ward as town


@pytest.fixture
def ward(db: None) -> None:  # noqa: ARG001
    """The ward of `tests.drafting.ward`."""
    town.build()
