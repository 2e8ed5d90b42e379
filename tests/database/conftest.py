"""An office of one's own, and one that the tests of a module share."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
import pytest
from tests.database.offices import Office, Served

NAME = "Văn phòng UBND ‘xã’ $HOME"


@pytest.fixture(scope="session")
def place() -> Iterator[Path]:
    """A directory that the account of the database can be let through to, with a name that has everything in it."""
    with tempfile.TemporaryDirectory(prefix="tonghop-", ignore_cleanup_errors=True) as folder:
        yield Path(folder) / NAME


@pytest.fixture(scope="session")
def template(place: Path) -> Path:
    """The data of an office with its tables made, to be copied."""
    office = Office(place / "mẫu")
    done = office.run("migrate")
    assert not done.returncode, done.stderr
    return office.data


@pytest.fixture
def office(place: Path, template: Path) -> Office:
    """An office of one's own."""
    return copied(template, place)


@pytest.fixture(scope="module")
def opened(place: Path, template: Path) -> Iterator[tuple[Office, Served]]:
    """An office that is served while the tests of a module run."""
    office = copied(template, place)
    with office.served() as served:
        yield office, served


def copied(template: Path, place: Path) -> Office:
    """A copy of an office."""
    data = place / uuid4().hex
    shutil.copytree(template, data)
    return Office(data)


@pytest.fixture
def fresh(place: Path) -> Path:
    """A directory without data."""
    return place / uuid4().hex


@pytest.fixture
def on_server(place: Path, server: str) -> Iterator[Callable[[], Office]]:
    """Offices whose database is a new and empty one on the server of the run."""
    made = []

    def make() -> Office:
        name = f"office_{uuid4().hex}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"create database {name}")
        made.append(name)
        return Office(place / name, urlsplit(server)._replace(path=f"/{name}").geturl())

    yield make
    with psycopg.connect(server, autocommit=True) as connection:
        for name in made:
            connection.execute(f"drop database {name} with (force)")
