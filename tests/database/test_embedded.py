"""The embedded database: made, shared, stopped and recovered, by whomever and wherever."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from tests.database.offices import INTERRUPTIBLE, Office, eventually, is_running

from tonghop.database import DatabaseError, data_directory, embedded, running
from tonghop.database.programs import ProgramError

HOLD = INTERRUPTIBLE + (
    "import sys; from pathlib import Path; from tonghop.database import running\n"
    "with running(Path(sys.argv[1])) as url: print(url, flush=True); sys.stdin.read()"
)
HOLDER = (sys.executable, "-c", HOLD)


@pytest.fixture
def data(fresh: Path) -> Path:
    """A new directory for data."""
    fresh.mkdir(mode=0o700, parents=True)
    return fresh


def held(data: Path) -> subprocess.Popen[str]:
    """A process that uses the database until its input ends."""
    process = subprocess.Popen([*HOLDER, str(data)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline().startswith("postgresql://")
    return process


def test_the_data_is_there_after_a_restart_and_only_its_owner_can_read_it(data):
    with running(data) as url, psycopg.connect(url) as connection:
        connection.execute("create table kept as select 'Thực hiện' as word")
    assert Office(data).postmaster() is None
    with running(data) as url, psycopg.connect(url) as connection:
        assert connection.execute("select word, upper(word) from kept").fetchone() == ("Thực hiện", "THỰC HIỆN")
        settings = [connection.execute(f"show {name}").fetchone()[0] for name in ("fsync", "synchronous_commit", "jit")]
        assert settings == ["on", "on", "off"]
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(url.replace(":", ":x", 2).replace("postgresql:x", "postgresql:"))
    modes = [stat.S_IMODE((data / name).stat().st_mode) for name in ("password", "postgresql")]
    assert modes == [0o600, 0o700]
    assert not stat.S_IMODE(data.stat().st_mode) & (stat.S_IROTH | stat.S_IRGRP)


def test_users_share_one_server_and_the_last_stops_it(office):
    with running(office.data) as url:
        first = office.postmaster()
        with running(office.data) as again:
            assert again == url
        other = held(office.data)
        assert office.postmaster() == first
    assert office.postmaster() == first
    other.communicate()
    assert not is_running(first)


def test_a_killed_user_counts_no_more(office):
    user = held(office.data)
    server = office.postmaster()
    user.kill()
    user.wait()
    assert is_running(server)
    with running(office.data):
        assert office.postmaster() == server
    assert not is_running(server)


def test_a_killed_server_recovers_what_was_committed(office):
    with running(office.data) as url:
        with psycopg.connect(url) as connection:
            connection.execute("create table kept as select 1 as number")
        server = office.postmaster()
        server.kill()
        assert eventually(lambda: not is_running(server))
        embedded.revive(office.data)
        with psycopg.connect(url) as connection:
            assert connection.execute("select number from kept").fetchone() == (1,)


def test_a_process_that_got_the_number_of_a_dead_server_is_no_server(office):
    user = held(office.data)
    server = office.postmaster()
    user.kill()
    server.kill()
    assert eventually(lambda: not is_running(server))
    lock = office.data / "postgresql" / "postmaster.pid"
    lock.write_text(lock.read_text().replace(str(server.pid), str(os.getpid()), 1))
    with running(office.data) as url, psycopg.connect(url) as connection:
        assert connection.execute("select 1").fetchone() == (1,)


def test_data_of_another_version_is_refused(office):
    (office.data / "postgresql" / "PG_VERSION").write_text("16\n")
    with pytest.raises(DatabaseError, match="PostgreSQL 16"), running(office.data):
        pass


def test_a_directory_that_cannot_be_used_is_named(tmp_path, monkeypatch):
    (tmp_path / "tệp").touch()
    monkeypatch.setenv("TONGHOP_DATA", str(tmp_path / "tệp" / "dữ liệu"))
    with pytest.raises(DatabaseError, match="TONGHOP_DATA"):
        data_directory()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("could not extend file: No space left on device", "đã đầy"),
        ("initdb: error: could not access directory: Permission denied", "Không có quyền"),
        ("FATAL: could not create any TCP/IP sockets", "cổng nào"),
        ("something else", "something else"),
    ],
)
def test_the_cause_is_said(data, monkeypatch, said, sentence):
    def fail(*_arguments: object, **_options: object) -> None:
        raise ProgramError(said)

    monkeypatch.setattr(embedded.programs, "run", fail)
    with pytest.raises(DatabaseError, match=sentence), running(data):
        pass
    assert not (data / "postgresql").exists()


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="chỉ root chạy được dưới tài khoản khác")
def test_an_ordinary_user_needs_no_help(data):
    account = {"user": 65534, "group": 65534, "extra_groups": ()}
    os.chown(data, 65534, 65534)
    data.parent.parent.chmod(0o711)
    command = [*HOLDER, str(data)]
    try:
        done = subprocess.run(command, input="", capture_output=True, text=True, check=False, cwd="/", **account)
    except PermissionError:
        pytest.skip("tài khoản thường không chạy được Python này")
    assert done.stdout.startswith("postgresql://"), done.stderr
    with running(data):
        assert Office(data).postmaster().uids().real == 65534
    assert eventually(lambda: Office(data).postmaster() is None)


def test_interrupting_a_command_does_not_reach_the_server(office):
    user = held(office.data)
    server = office.postmaster()
    user.send_signal(signal.SIGINT)
    user.wait()
    assert not is_running(server)
    with running(office.data) as url, psycopg.connect(url) as connection:
        assert connection.execute("select 1").fetchone() == (1,)
