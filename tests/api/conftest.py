"""The office of the tests of the interface."""

import pytest
from django.core.cache import cache
from pytest_django import Settings
from tests.api.world import World, build


@pytest.fixture
def world(db: None, settings: Settings) -> World:  # noqa: ARG001
    """The office, whose people need no second factor and whose visitors may ask as much as they like."""
    settings.TOTP_ROLES = ()
    settings.ANONYMOUS_RATE = 10**9
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
    return build()
