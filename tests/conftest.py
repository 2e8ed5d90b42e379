"""The database and the browser of the tests: each is started by the first test that asks for it.

The database is on the server that DATABASE_URL names, else on an embedded one for the time of the run, which all
workers share, never the user's own. The browser is this machine's Chromium.
"""

import os
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterator

import psycopg
import pytest
from django.apps import AppConfig
from django.conf import settings as office
from django.core.cache import caches
from django.db import connection, connections
from django.db.models.signals import post_migrate
from django.dispatch import receiver
from django.middleware import csrf
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, expect, sync_playwright
from procrastinate.contrib.django.apps import ProcrastinateConfig as Procrastinate

from tonghop.database import data_directory, running
from tonghop.database.url import django_settings

# No test asserts a time: a busy machine fails nothing. What passed once passes again: `make fuzz` looks for the new.
settings.register_profile("repeatable", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("repeatable")

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

PATIENCE = 60_000
"""How many milliseconds a busy machine may take; nothing is asserted of them."""


def pytest_configure(config: pytest.Config) -> None:
    """Keep what the tests write out of the user's data (workers inherit the place), and passwords cheap.

    The tokens of forms are of letters that no Vietnamese word has: what a page must not say, it never says by chance.
    """
    office.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    csrf.CSRF_ALLOWED_CHARS = "FJWZ"
    if not hasattr(config, "workerinput"):
        os.environ["TONGHOP_DATA"] = tempfile.mkdtemp(prefix="tonghop-")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind."""
    if not hasattr(config, "workerinput"):
        shutil.rmtree(os.environ["TONGHOP_DATA"])


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The URL of a PostgreSQL for the whole run. What is written to it need not outlive a power failure."""
    if url := os.environ.get("DATABASE_URL"):
        yield url
        return
    with running(data_directory()) as url:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("alter system set fsync = off")
            connection.execute("select pg_reload_conf()")
        yield url


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,  # noqa: ARG001
    server: str,
) -> None:
    """Let Django make its test database on that server."""
    wanted = django_settings(server)
    connection.settings_dict.update({key: wanted[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "OPTIONS")})


@receiver(post_migrate)
def _empty_queue(app_config: AppConfig, using: str, **_: object) -> None:
    """Nothing waits in the queue behind a test that really wrote: Django empties only the tables of its own making."""
    if app_config.name == Procrastinate.name:
        with connections[using].cursor() as cursor:
            cursor.execute("truncate procrastinate_jobs, procrastinate_workers cascade")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A browser of this machine."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    # The browser is driven from a loop in this thread; Django would refuse its own queries beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """No page of one test is shown in another."""
    caches["pages"].clear()


@pytest.fixture
def database_url(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The URL of the test database, put into the environment so that commands run in a test use it too."""
    request.getfixturevalue("db")
    known = defaultdict(str, connection.get_connection_params())
    url = "postgresql://{user}:{password}@/{dbname}?host={host}&port={port}".format_map(known)
    monkeypatch.setenv("DATABASE_URL", url)
    return url
