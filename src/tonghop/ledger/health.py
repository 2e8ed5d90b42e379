"""How the database is."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import connection

_ASKED = """
select current_setting('server_version'), pg_database_size(current_database()),
    (select count(*) from pg_stat_activity where datname = current_database()),
    current_setting('max_connections')::int,
    (select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'),
    now() - pg_postmaster_start_time()
"""


@dataclass(frozen=True, slots=True)
class Database:
    """Its version and size in bytes; how many are connected of how many may be, and wait for others; since when."""

    version: str
    size: int
    connected: int
    most: int
    waiting: int
    running: timedelta


def database() -> Database:
    """How the database is now; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_ASKED)
        row = cursor.fetchone()
    assert row
    return Database(*row)
