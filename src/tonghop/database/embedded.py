"""The embedded PostgreSQL: made, started and stopped in a directory of the user, with nothing to be installed.

It listens on 127.0.0.1 only, at a port chosen when it starts, and asks for a password that only the owner of the
directory can read. It survives the process that started it if that is killed; the next user finds it running.
"""

import re
import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

import psutil
from psycopg.pq import PGconn, Ping

from tonghop.database import identity, programs
from tonghop.database.errors import DatabaseError
from tonghop.database.place import secret
from tonghop.database.programs import ProgramError
from tonghop.database.sharing import shared, turn

NAME = "tonghop"
"""The name of the database and of its only role."""

PATIENCE = 60
"""Seconds that a server may take to recover and start, or to stop."""

_LOG = "postgresql.log"
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "synchronous_commit": "on",
    "jit": "off",
    "lc_messages": "C",
    "log_checkpoints": "off",
}
_CAUSES = {
    r"no space left|disk full|could not (write|extend)": (
        "Đĩa chứa thư mục dữ liệu {path} đã đầy. Giải phóng dung lượng rồi chạy lại."
    ),
    r"permission denied|operation not permitted|invalid permissions|read-only file system": (
        "Không có quyền dùng thư mục dữ liệu {path}. Kiểm tra chủ sở hữu và quyền của thư mục, "
        "hoặc đặt TONGHOP_DATA tới thư mục khác."
    ),
    r"could not (bind|create any)": (
        "Không mở được cổng nào trên 127.0.0.1 cho cơ sở dữ liệu. Kiểm tra tường lửa và phần mềm diệt vi-rút."
    ),
}
_OTHER_CAUSE = "Cơ sở dữ liệu trong {path} không hoạt động được: {said}"
_PASSING = re.compile(r"could not bind|already exists|still in use|starting up|shutting down")


@contextmanager
def running(data: Path) -> Iterator[str]:
    """The URL of the database kept in a directory, made and started if need be; the last user stops it.

    Raises DatabaseError.
    """
    with ExitStack() as use:
        try:
            port = use.enter_context(shared(data, partial(_start, data), partial(_stop, data)))
            password = secret(data / "password")
        except OSError as error:
            raise _explained(data, str(error)) from error
        yield f"postgresql://{NAME}:{password}@127.0.0.1:{port}/{NAME}"


def revive(data: Path) -> None:
    """Start the server of a running office again where something killed it, at the port it had if that is free.

    Raises DatabaseError.
    """
    lock = _lock_file(_cluster(data))
    if not (lock and _is_postgres(lock[0])):
        with turn(data):
            _start(data)


def _cluster(data: Path) -> Path:
    return data / "postgresql"


def _start(data: Path) -> int:
    """The port of the server, started unless it runs."""
    cluster = _cluster(data)
    try:
        if not cluster.exists():
            _create(data)
        _refuse_other_version(cluster)
        return _settled(cluster) or _started(cluster)
    except ProgramError as error:
        raise _explained(data, str(error)) from error


def _create(data: Path) -> None:
    """A new database, complete or not there at all."""
    draft, password = data / "postgresql.new", data / "password"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    secret(password)
    identity.give_away(draft, password)
    run = partial(programs.run, folder=draft, identity=_identity(draft))
    settings = [word for name, value in _SETTINGS.items() for word in ("--set", f"{name}={value}")]
    run(
        "initdb",
        "--pgdata=.",
        f"--username={NAME}",
        f"--pwfile={password}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        *settings,
    )
    run("postgres", "--single", "-D", ".", "postgres", told=f"create database {NAME};\n")
    draft.rename(_cluster(data))


def _refuse_other_version(cluster: Path) -> None:
    found = (cluster / "PG_VERSION").read_text("ascii").strip()
    if found != str(programs.VERSION):
        raise DatabaseError(
            "Dữ liệu trong {path} thuộc PostgreSQL {found}, chương trình này dùng bản {known}. "
            "Dùng đúng bản chương trình cũ để sao lưu, rồi khôi phục bằng bản này.",
            path=cluster,
            found=found,
            known=programs.VERSION,
        )


def _identity(cluster: Path) -> dict[str, object]:
    """As whom the programs run, for whom the way to them and to the data is open."""
    owner = identity.owner_of(cluster)
    for path in (cluster, programs.FOLDER / "postgres") if owner else ():
        identity.open_the_way(path, owner["user"])
    return owner


def _settled(cluster: Path) -> int | None:
    """The port at which the server answers, waiting for one that is just starting or stopping; None where none runs."""
    for _ in _patiently():
        lock = _lock_file(cluster)
        if lock is None:
            return None
        pid, port = lock
        if not _is_postgres(pid):
            return None
        if port and PGconn.ping(f"host=127.0.0.1 port={port} connect_timeout=2".encode()) == Ping.OK:
            return port
    raise ProgramError(_last_words(cluster))


def _started(cluster: Path) -> int:
    for _ in _patiently():
        _forget_the_dead(cluster)
        try:
            _pg_ctl(cluster, "start", "--log", _LOG, "--options", f"-p {_free_port(cluster)}")
        except ProgramError as error:
            if not _PASSING.search(_last_words(cluster)):
                raise ProgramError(_last_words(cluster) or str(error)) from error
            continue
        if port := _settled(cluster):
            return port
    raise ProgramError(_last_words(cluster))


def _stop(data: Path) -> None:
    cluster = _cluster(data)
    try:
        if _settled(cluster):
            _pg_ctl(cluster, "stop", "--mode", "fast")
    except ProgramError as error:
        raise _explained(data, str(error)) from error


def _pg_ctl(cluster: Path, verb: str, *options: str) -> None:
    """Run pg_ctl in the directory of the data, whose name it would not quote."""
    arguments = (verb, "--pgdata=.", "--wait", f"--timeout={PATIENCE}", *options)
    programs.run("pg_ctl", *arguments, folder=cluster, identity=_identity(cluster))


def _patiently() -> Iterator[None]:
    """Now, and again and again until patience ends."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        yield
        time.sleep(0.05)


def _lock_file(cluster: Path) -> tuple[int, int | None] | None:
    """The process and the port that the lock file of PostgreSQL names; it may be half written."""
    try:
        lines = (cluster / "postmaster.pid").read_text("utf-8").splitlines()
        return int(lines[0]), int(lines[3]) if len(lines) > 3 else None
    except (FileNotFoundError, IndexError, ValueError):
        return None


def _is_postgres(pid: int) -> bool:
    """Whether a process runs and is a server; one that has ended and waits to be buried is none."""
    try:
        process = psutil.Process(pid)
        name: str = process.name()
        return name.startswith("postgres") and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _forget_the_dead(cluster: Path) -> None:
    """Remove the lock file of a dead server whose process number is still, or again, that of some process.

    PostgreSQL itself sees to one whose number nobody has. What works on after its server died keeps the file in place.
    """
    lock = _lock_file(cluster)
    if lock and psutil.pid_exists(lock[0]) and not _is_postgres(lock[0]) and not _is_worked_in(cluster):
        (cluster / "postmaster.pid").unlink()


def _is_worked_in(cluster: Path) -> bool:
    """Whether a process of PostgreSQL works in the directory, as all of one server do."""
    processes = psutil.process_iter(["name", "cwd"])
    return any(
        (item.info["name"] or "").startswith("postgres") and item.info["cwd"] == str(cluster) for item in processes
    )


def _free_port(cluster: Path) -> int:
    """The port of last time, that whoever still knows it may go on, else any that is free."""
    try:
        last = re.search(r'"-p" "(\d+)"', (cluster / "postmaster.opts").read_text("utf-8", "replace"))
        with socket.create_server(("127.0.0.1", int(last[1]) if last else 0)) as probe:
            return _port_of(probe)
    except OSError:
        with socket.create_server(("127.0.0.1", 0)) as probe:
            return _port_of(probe)


def _port_of(server: socket.socket) -> int:
    port: int = server.getsockname()[1]
    return port


def _last_words(cluster: Path) -> str:
    try:
        return "\n".join((cluster / _LOG).read_text("utf-8", "replace").splitlines()[-5:])
    except OSError:
        return ""


def _explained(data: Path, said: str) -> DatabaseError:
    problems = (problem for pattern, problem in _CAUSES.items() if re.search(pattern, said, re.IGNORECASE))
    return DatabaseError(next(problems, _OTHER_CAUSE), path=data, said=said)
