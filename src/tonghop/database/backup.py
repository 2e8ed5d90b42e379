"""Backups: a zip file of what pg_dump writes and a manifest, against which a restored database is counted.

A backup shows the database at one moment, whatever is written meanwhile. It is restored in one transaction into a
database without tables: all of it is there, or nothing.
"""

import json
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from tonghop.database import programs
from tonghop.database.errors import DatabaseError

_DUMP, _MANIFEST = "database.dump", "manifest.json"
_TABLES = "select tablename from pg_tables where schemaname = 'public' order by tablename"
_BROKEN = "Tệp {name} không phải bản sao lưu của Tổng Hợp hoặc đã hỏng. Dùng bản sao lưu khác."
_NOT_WRITTEN = "Không sao lưu được cơ sở dữ liệu: {said}"
_NOT_RESTORED = "Không khôi phục được, cơ sở dữ liệu vẫn trống: {said}"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: when and by which version it was made, its migrations, and the rows of each table."""

    version: str
    made: str
    migrations: tuple[tuple[str, str], ...]
    rows: dict[str, int]


def write(url: str, file: IO[bytes], version: str) -> Manifest:
    """Write a backup of the database at a URL; raises DatabaseError."""
    with psycopg.connect(url) as connection, zipfile.ZipFile(file, "w") as archive:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        manifest = _taken(connection, version)
        snapshot = _one(connection, "select pg_export_snapshot()")
        with archive.open(_DUMP, "w", force_zip64=True) as target:
            _pump("pg_dump", url, target, "--format=custom", "--no-owner", "--no-acl", f"--snapshot={snapshot}")
        archive.writestr(_MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))
    return manifest


def read_manifest(path: Path) -> Manifest:
    """What a backup says of itself; raises DatabaseError where a file is none."""
    try:
        with zipfile.ZipFile(path) as archive:
            told = json.loads(archive.read(_MANIFEST))
        migrations = tuple((app, name) for app, name in told["migrations"])
        return Manifest(told["version"], told["made"], migrations, {name: int(n) for name, n in told["rows"].items()})
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError) as error:
        raise DatabaseError(_BROKEN, name=path.name) from error


def restore(url: str, path: Path) -> Manifest:
    """Restore a backup into the empty database at a URL; raises DatabaseError, and then the database is still empty."""
    manifest = read_manifest(path)
    with psycopg.connect(url) as connection:
        if connection.execute(_TABLES).fetchone():
            raise DatabaseError(
                "Chỉ khôi phục được vào cơ sở dữ liệu trống, ở đây đã có dữ liệu. "
                "Đặt TONGHOP_DATA tới một thư mục mới, hoặc DATABASE_URL tới một cơ sở dữ liệu trống."
            )
    with tempfile.TemporaryDirectory() as folder:
        dump = Path(folder) / _DUMP
        _extract(path, dump)
        with _psql(url) as script:
            script.write(b"begin;\n")
            _pump("pg_restore", None, script, "--no-owner", "--no-acl", "--exit-on-error", "--file=-", str(dump))
            script.write(_verification(manifest).encode() + b"commit;\n")
    return manifest


def _taken(connection: psycopg.Connection, version: str) -> Manifest:
    tables = [name for (name,) in connection.execute(_TABLES)]
    count = sql.SQL("select count(*) from public.{}")
    rows = {name: int(_one(connection, count.format(sql.Identifier(name)))) for name in tables}
    migrations = "select app, name from django_migrations order by id"
    applied = connection.execute(migrations).fetchall() if "django_migrations" in tables else []
    return Manifest(version, datetime.now(UTC).isoformat(timespec="seconds"), tuple((a, b) for a, b in applied), rows)


def _one(connection: psycopg.Connection, query: str | sql.Composed) -> str:
    row = connection.execute(query).fetchone()
    assert row
    return str(row[0])


def _verification(manifest: Manifest) -> str:
    """A statement that fails, and with it the transaction, unless every table has its rows."""
    counts = [
        sql.SQL("if (select count(*) from public.{}) <> {} then raise exception {}; end if;").format(
            sql.Identifier(name), rows, f"{name}: not {rows} rows"
        )
        for name, rows in manifest.rows.items()
    ]
    body = sql.Composed([sql.SQL("begin "), sql.SQL(" ").join(counts), sql.SQL(" end")]).as_string()
    return f"\ndo {sql.Literal(body).as_string()};\n"


def _extract(path: Path, to: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive, archive.open(_DUMP) as source, to.open("wb") as target:
            shutil.copyfileobj(source, target)
    except (zipfile.BadZipFile, KeyError, EOFError) as error:
        raise DatabaseError(_BROKEN, name=path.name) from error


def _pump(name: str, url: str | None, target: IO[bytes], *arguments: str) -> None:
    """Copy what a program writes into `target`."""
    to, environment = _access(url) if url else ([], programs.environment())
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [programs.FOLDER / name, *to, *arguments], stdout=subprocess.PIPE, stderr=said, env=environment
        )
        with process:
            assert process.stdout
            shutil.copyfileobj(process.stdout, target)
        _refuse_failure(process.returncode, said, _NOT_WRITTEN if url else _NOT_RESTORED)


@contextmanager
def _psql(url: str) -> Iterator[IO[bytes]]:
    """What is written is run by psql until something fails: a transaction, given up where its end is missing."""
    to, environment = _access(url)
    options = ("--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--file=-")
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [programs.FOLDER / "psql", *to, *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=said,
            env=environment,
        )
        assert process.stdin
        try:
            yield process.stdin
            process.stdin.close()
        except BrokenPipeError:
            pass
        except BaseException:
            process.kill()
            raise
        finally:
            process.wait()
        _refuse_failure(process.returncode, said, _NOT_RESTORED)


def _refuse_failure(status: int, said: IO[bytes], sentence: str) -> None:
    if status:
        said.seek(0)
        raise DatabaseError(sentence, said=said.read().decode(errors="replace").strip())


def _access(url: str) -> tuple[list[str], dict[str, str]]:
    """The arguments and the environment with which a program reaches a database; passwords are no arguments."""
    parts = conninfo_to_dict(url)
    password = str(parts.pop("password", None) or "")
    return [f"--dbname={make_conninfo('', **parts)}"], programs.environment(
        **({"PGPASSWORD": password} if password else {})
    )
