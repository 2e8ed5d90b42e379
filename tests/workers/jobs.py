"""Work for the worker processes of the tests."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

kept: list[bytes] = []


def double(number: int) -> int:
    """Twice the number, after a moment where it is even."""
    time.sleep(0.05 * (number % 2 == 0))
    return 2 * number


def process(_: object) -> int:
    """The number of the process."""
    return os.getpid()


def misbehave(how: str) -> str:
    """Do what no work should."""
    match how:
        case "sleep":
            time.sleep(600)
        case "turn":
            while True:
                pass
        case "swell":
            kept.extend(bytes(2**24) for _ in range(10_000))
        case "keep":
            kept.append(os.urandom(150 * 2**20))
        case "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "leave":
            os._exit(0)
        case "raise":
            raise ValueError("sai")
        case "print":
            print("lời của thư viện")
            subprocess.run([sys.executable, "-c", "print('lời của chương trình con')"], check=True)
    return how


def start_another(note: Path) -> None:
    """Start a program, note its process, and never end."""
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    note.write_text(str(child.pid))
    time.sleep(600)


def note(place: Path) -> None:
    """Note the process."""
    place.write_text(str(os.getpid()))
