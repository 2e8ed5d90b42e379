"""The office of the tests of the pages."""

from tests.api.conftest import once, world

__all__ = ["once", "world"]
