"""The office of the tests of the interface and of the pages."""

from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.core.cache import cache
from django.db import transaction
from pytest_django import DjangoDbBlocker, Settings
from tests.api.world import World, build
from tests.copied import Copied


def signed_in() -> World:
    """The office, with its people signed in."""
    world = build()
    for role in world.people:
        world.client(role)
    return world


OFFICE = Copied(signed_in)


@pytest.fixture(scope="module")
def once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:  # noqa: ARG001
    """The office, copied once for all tests of a module; each of them takes back what it does to it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield OFFICE.fill()
        transaction.set_rollback(True)


@pytest.fixture
def world(once: World, db: None, settings: Settings) -> World:  # noqa: ARG001
    """The office, whose people need no second factor and whose visitors may ask as much as they like."""
    settings.TOTP_ROLES = ()
    settings.ANONYMOUS_RATE = settings.OUTSIDE_RATE = 10**9
    cache.clear()
    return deepcopy(once)
