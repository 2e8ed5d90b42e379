"""Backups: everything comes back, row by row, or nothing is written."""

import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from tests.database.offices import Office

from tonghop.database import running

ROOT = Path(__file__).resolve().parents[2]
FILL = """
from tonghop.cli.office import office
with office():
    from bench.crash import prepare, record
    from tonghop.ledger.models import Entry, Source
    prepare()
    for number in range(5):
        record(number)
    entry = Entry.objects.create(action="note", reason="Số liệu “chốt”; dấu \\\\ và \\t", after={"giá trị": "1,5"})
    Source.objects.create(kind="file", name="báo cáo.xlsx", content=bytes(range(256)) * 50, entry=entry)
"""


def rows(office: Office) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, and where every sequence stands."""
    tables = "select tablename from pg_tables where schemaname = 'public' order by tablename"
    with running(office.data) as url, psycopg.connect(url) as connection:
        found = {
            name: connection.execute(sql.SQL("select * from {} order by 1").format(sql.Identifier(name))).fetchall()
            for (name,) in connection.execute(tables).fetchall()
        }
        sequences = "select sequencename, last_value from pg_sequences order by sequencename"
        return found | {"sequences": connection.execute(sequences).fetchall()}


@pytest.fixture
def filled(office: Office) -> Office:
    """An office with figures, their corrections, their totals and a source file."""
    done = subprocess.run(
        [sys.executable, "-c", FILL], cwd=ROOT, env=office.environment, capture_output=True, text=True, check=False
    )
    assert not done.returncode, done.stderr
    return office


def test_everything_comes_back_row_by_row_and_stays_unalterable(filled, fresh, tmp_path):
    backup, restored, before = tmp_path / "sao lưu.zip", Office(fresh), rows(filled)
    assert filled.run("backup", backup).returncode == 0
    assert not backup.stat().st_mode & 0o077
    assert restored.run("restore", backup).returncode == 0
    assert len(before["ledger_fact"]) == 15
    assert rows(restored) == before
    with running(fresh) as url, psycopg.connect(url) as connection, pytest.raises(psycopg.Error, match="never altered"):
        connection.execute("update ledger_fact set value = 1")


def test_only_an_empty_database_is_restored_to(filled, tmp_path):
    assert filled.run("backup", tmp_path / "b.zip").returncode == 0
    before = rows(filled)
    refused = filled.run("restore", tmp_path / "b.zip")
    assert refused.returncode == 2
    assert "trống" in refused.stderr
    assert rows(filled) == before


def damaged(path: Path) -> None:
    """Cut the end off."""
    path.write_bytes(path.read_bytes()[:-5000])


def miscounted(path: Path) -> None:
    """Let the manifest speak of a row more."""
    rewrite(path, lambda text: text.replace('"ledger_fact": 15', '"ledger_fact": 16'))


def of_a_later_version(path: Path) -> None:
    """Let the manifest speak of a migration that this program does not know."""
    rewrite(path, lambda text: text.replace("0002_totals", "0999_later"))


def rewrite(path: Path, change: Callable[[str], str]) -> None:
    """Change the manifest."""
    with zipfile.ZipFile(path) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, change(content.decode()) if name == "manifest.json" else content)


@pytest.mark.parametrize(
    ("spoil", "sentence"), [(damaged, "đã hỏng"), (miscounted, "not 16 rows"), (of_a_later_version, "0999_later")]
)
def test_a_backup_that_is_not_whole_leaves_the_database_empty(filled, fresh, tmp_path, spoil, sentence):
    assert filled.run("backup", tmp_path / "b.zip").returncode == 0
    spoil(tmp_path / "b.zip")
    refused = Office(fresh).run("restore", tmp_path / "b.zip")
    assert refused.returncode == 2
    assert sentence in refused.stderr
    assert set(rows(Office(fresh))) == {"sequences"}


def test_a_backup_is_not_overwritten_unasked(office, tmp_path):
    (tmp_path / "b.zip").write_text("cũ")
    assert office.run("backup", tmp_path / "b.zip").returncode == 2
    assert (tmp_path / "b.zip").read_text() == "cũ"
    assert office.run("backup", "--force", tmp_path / "b.zip").returncode == 0
    assert zipfile.is_zipfile(tmp_path / "b.zip")
