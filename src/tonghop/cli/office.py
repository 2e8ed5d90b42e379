"""The office that a command works in: its database, embedded or on a server, and the ledger on top of it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

_SILENT = (
    "Cơ sở dữ liệu không trả lời hoặc không ghi được nữa. Kiểm tra máy chủ, DATABASE_URL và dung lượng đĩa: {said}"
)


def is_embedded() -> bool:
    """Whether the database is the embedded one: no DATABASE_URL names a server."""
    return not os.environ.get("DATABASE_URL")


@contextmanager
def database_url() -> Iterator[str]:
    """The URL of the database: that of DATABASE_URL, else that of the embedded one, running for as long as needed.

    Raises DatabaseError.
    """
    import psycopg

    from tonghop.database import DatabaseError, data_directory, running

    try:
        with running(data_directory()) if is_embedded() else nullcontext(os.environ["DATABASE_URL"]) as url:
            yield url
    except psycopg.OperationalError as error:
        raise DatabaseError(_SILENT, said=str(error).strip()) from error


@contextmanager
def office(*, migrating: bool = False) -> Iterator[None]:
    """The ledger, ready to be used: inside, its modules may be imported and called.

    The embedded database is migrated by itself, a server only where `migrating`. Raises DatabaseError or LedgerError,
    and CatalogError where a register or an outline is wrongly defined.
    """
    with database_url() as url:
        set_up_django(url)
        from django.db import OperationalError, connections

        from tonghop.database import DatabaseError

        try:
            _prepare(migrating or is_embedded())
            yield
        except OperationalError as error:
            raise DatabaseError(_SILENT, said=str(error).strip()) from error
        finally:
            if is_embedded():
                connections.close_all()


def set_up_django(url: str) -> None:
    """Let Django know the database and the key that signs sessions, which the office makes for itself."""
    from tonghop.database import data_directory, secret

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tonghop.settings")
    if "TONGHOP_SECRET_KEY" not in os.environ:
        os.environ["TONGHOP_SECRET_KEY"] = secret(data_directory() / "secret-key")
    import django
    from django.db import connection

    from tonghop.database.url import django_settings

    django.setup()
    connection.settings_dict.update(django_settings(url))


def _prepare(migrating: bool) -> None:
    from tonghop.catalog.outlines import outlines
    from tonghop.catalog.registers import registers
    from tonghop.database import DatabaseError
    from tonghop.ledger import schema

    registers()
    outlines()
    if schema.is_current():
        return
    if not migrating:
        raise DatabaseError("Cơ sở dữ liệu ở DATABASE_URL chưa có các bảng của bản này. Chạy “tonghop migrate”.")
    schema.migrate()
