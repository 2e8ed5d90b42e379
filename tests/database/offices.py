"""Offices of the tests: directories of data, commands run in processes of their own, and figures to be written."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

PATIENCE = 60
INTERRUPTIBLE = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
"""Where tests run in the background of a shell, what they start would ignore the signal of Ctrl-C."""
TONGHOP = (sys.executable, "-c", f"{INTERRUPTIBLE}from tonghop.cli import main; main()")


@dataclass(frozen=True)
class Office:
    """A directory of data, and the URL of a server if it has one."""

    data: Path
    url: str = ""

    @property
    def environment(self) -> dict[str, str]:
        """The environment of its commands."""
        others = {
            name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "TONGHOP_SECRET_KEY")
        }
        return others | {"TONGHOP_DATA": str(self.data)} | ({"DATABASE_URL": self.url} if self.url else {})

    def run(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Run `tonghop` to its end."""
        command = [*TONGHOP, *map(str, arguments)]
        return subprocess.run(
            command, env=self.environment, capture_output=True, text=True, timeout=PATIENCE, check=False
        )

    def begin(self, *command: str) -> subprocess.Popen[str]:
        """Begin a process that speaks on its standard output."""
        return subprocess.Popen(command, env=self.environment, stdout=subprocess.PIPE, text=True)

    def postmaster(self) -> psutil.Process | None:
        """The server of its database, if it runs."""
        try:
            process = psutil.Process(int((self.data / "postgresql" / "postmaster.pid").read_text().split()[0]))
        except (FileNotFoundError, psutil.NoSuchProcess):
            return None
        return process if is_running(process) else None

    @contextmanager
    def served(self, *through: str) -> Iterator["Served"]:
        """Serve it, through another command where one is named, until the end of the block at the latest."""
        process = self.begin(*through, *TONGHOP, "serve", "--port", "0")
        try:
            assert process.stdout
            told = re.search(r"http://\S+", process.stdout.readline())
            assert told
            yield Served(process, told[0])
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=PATIENCE)


@dataclass(frozen=True)
class Served:
    """An office that is served, and where."""

    process: subprocess.Popen[str]
    address: str

    def status(self, path: str = "healthz", headers: Mapping[str, str] | None = None) -> int:
        """What an address answers."""
        request = urllib.request.Request(self.address + path, headers=dict(headers or {}))
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code


def is_running(process: psutil.Process) -> bool:
    """Whether a process has not ended; where nobody buries the dead, they are still listed."""
    return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)


def eventually(holds: Callable[[], bool]) -> bool:
    """Whether something comes to hold in time."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.05)
    return False
