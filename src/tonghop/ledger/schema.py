"""The tables of the ledger and the migrations that make them."""

from collections.abc import Iterable

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from tonghop.ledger.errors import LedgerError

_LOCK = 7250002
"""Of PostgreSQL's advisory locks, the one held by whoever migrates."""


def is_current() -> bool:
    """Whether the database has every migration of this program; raises LedgerError where it has later ones."""
    executor = MigrationExecutor(connection)
    refuse_later(executor.loader.applied_migrations)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def refuse_later(applied: Iterable[tuple[str, str]]) -> None:
    """Raise LedgerError where one of the migrations is of a later version of this program."""
    known = MigrationLoader(None, ignore_no_migrations=True)
    later = sorted(f"{app}.{name}" for app, name in applied if (app, name) not in known.disk_migrations)
    if later:
        raise LedgerError(
            "Dữ liệu do một bản chương trình mới hơn ghi ({later}). Cập nhật chương trình rồi chạy lại.",
            later=", ".join(later),
        )


def migrate() -> None:
    """Bring the tables up to date; of several that try at once, one does."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(%s)", [_LOCK])
        try:
            call_command("migrate", verbosity=0, interactive=False)
        finally:
            cursor.execute("select pg_advisory_unlock(%s)", [_LOCK])
