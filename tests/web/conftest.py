"""The office of the tests of the pages."""

from tests.api.conftest import world

__all__ = ["world"]
