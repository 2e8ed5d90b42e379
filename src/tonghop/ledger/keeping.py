"""Backups that an administrator makes, noted in the journal."""

from datetime import datetime
from typing import IO

from django.db import connection
from psycopg.conninfo import make_conninfo

from tonghop.database import backup
from tonghop.database.backup import Manifest
from tonghop.ledger import access
from tonghop.ledger.accounts import note
from tonghop.ledger.models import Account, Entry
from tonghop.ledger.rights import Action

_ACTION = "backup.make"


def back_up(actor: Account, file: IO[bytes], version: str) -> Manifest:
    """Write a backup of the office into a file, made by a version of the program. Raises Forbidden, DatabaseError."""
    access.require_over_all(actor, Action.MANAGE_OFFICE)
    manifest = backup.write(_url(), file, version)
    note_backup(actor, manifest)
    return manifest


def note_backup(actor: Account | None, manifest: Manifest) -> None:
    """Note in the journal that a backup was made."""
    after = {"made": manifest.made, "tables": len(manifest.rows), "rows": sum(manifest.rows.values())}
    note(actor, _ACTION, "office", after=after)


def last_backups(count: int) -> list[Entry]:
    """The entries of the last backups that were noted, the newest first."""
    return list(Entry.objects.filter(action=_ACTION).select_related("actor").order_by("-id")[:count])


def last_backup() -> datetime | None:
    """When the last backup was noted."""
    return Entry.objects.filter(action=_ACTION).order_by("-id").values_list("at", flat=True).first()


def _url() -> str:
    """Where the database is, as the programs of PostgreSQL want to be told."""
    parts = connection.get_connection_params()
    names = ("dbname", "host", "port", "user", "password", "sslmode", "sslrootcert")
    return make_conninfo(**{name: str(parts[name]) for name in names if parts.get(name)})
