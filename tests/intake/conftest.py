"""The town that tests of intake start from."""

import pytest
from tests.cli.conftest import tonghop
from tests.intake import town

__all__ = ["tonghop"]


@pytest.fixture
def ward(db: None) -> str:  # noqa: ARG001
    """The town of `tests.intake.town`; the code of its ward."""
    town.build()
    return town.WARD
