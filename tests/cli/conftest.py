"""The command line as a user meets it: arguments in, status and two streams out."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tonghop.cli import documents
from tonghop.cli.program import run
from tonghop.workers import Work

WRONG = "Toàn xã có 311 hộ, gồm 114 hộ nghèo và 188 hộ cận nghèo.\n"
RIGHT = "Toàn xã có 302 hộ, gồm 114 hộ nghèo và 188 hộ cận nghèo.\n"


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    status: int
    out: str
    err: str


Tonghop = Callable[..., Ended]


@pytest.fixture
def tonghop(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Tonghop:
    """Run one command line in this process."""
    monkeypatch.setenv("LANGUAGE", "vi")

    def call(*arguments: str | Path, **environment: str) -> Ended:
        status = run([str(argument) for argument in arguments], environment)
        captured = capfdbinary.readouterr()
        return Ended(status, captured.out.decode(), captured.err.decode())

    return call


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """A document with a contradiction."""
    path = tmp_path / "sai.txt"
    path.write_text(WRONG, "utf-8")
    return path


@pytest.fixture
def right(tmp_path: Path) -> Path:
    """A document without one."""
    path = tmp_path / "dung.txt"
    path.write_text(RIGHT, "utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three readable documents, one of them with a contradiction, and an empty file."""
    place = tmp_path / "vao"
    (place / "xa").mkdir(parents=True)
    (place / "sai.txt").write_text(WRONG, "utf-8")
    (place / "dung.txt").write_text(RIGHT, "utf-8")
    (place / "xa" / "dung.txt").write_text(RIGHT, "utf-8")
    (place / "rong.txt").write_bytes(b"")
    return place


@pytest.fixture
def hostile(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what is done with a document go wrong as its name tells."""
    monkeypatch.setattr(documents, "DOING", Work("tests.cli.hostile", "do"))
