"""Offices that tests of the ledger start from."""

import pytest
from tests.ledger import small


@pytest.fixture
def office(db: None) -> None:  # noqa: ARG001
    """The small office of `tests.ledger.small`."""
    small.build()
