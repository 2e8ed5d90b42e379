"""People of the small office who work with cases."""

import pytest
from tests.ledger.cases.people import person

from tonghop.ledger.models import Account, Role


@pytest.fixture
def officer() -> Account:
    """An officer of the unit."""
    return person("an", Role.OFFICER)


@pytest.fixture
def head() -> Account:
    """The head of the unit."""
    return person("binh", Role.HEAD)


@pytest.fixture
def clerk() -> Account:
    """Another officer of the unit, who receives what others handle."""
    return person("chi", Role.OFFICER)
