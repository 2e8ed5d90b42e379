"""Kill the database or the process that writes, in mid-write, again and again, and look at what is left.

A writer records changes of several figures each and tells the number of each once it is committed. Ends with one JSON
line: `lost` changes were told and are not there; `halves` are changes without all their figures, or figures without
their change.
"""

import json
import multiprocessing
import os
import random
import signal
import tempfile
import time
from dataclasses import asdict, dataclass
from decimal import Decimal
from multiprocessing.connection import Connection
from pathlib import Path

import psutil

from tonghop.cli.office import office
from tonghop.database import revive

KILLS = 50
CELLS = 3
SECONDS = 0.25


@dataclass(frozen=True)
class Outcome:
    """How often something was killed, how many changes had been told by then, and what was found to be wrong."""

    kills: int
    told: int
    lost: int
    halves: int


def main() -> None:
    """Crash an office of its own and say what is left."""
    with tempfile.TemporaryDirectory(prefix="tonghop-", ignore_cleanup_errors=True) as data:
        print(json.dumps({"bench": "crash"} | asdict(crash(Path(data), KILLS))))


def crash(data: Path, kills: int, seed: int = 4) -> Outcome:
    """Crash the office in `data`, the database and the writer by turns, each at a moment drawn by lot."""
    os.environ["TONGHOP_DATA"] = str(data)
    os.environ.pop("DATABASE_URL", None)
    chance, told = random.Random(seed), set[int]()
    with office():
        prepare()
        for turn in range(kills):
            told |= _interrupted(data, turn, chance)
            _await_recovery(data)
        there = written()
        return Outcome(kills, len(told), len(told - there), halves())


def _interrupted(data: Path, turn: int, chance: random.Random) -> set[int]:
    """What a writer told before it, or the database under it, was killed."""
    from django.db import connections

    connections.close_all()
    ours, theirs = multiprocessing.Pipe(duplex=False)
    writer = multiprocessing.get_context("fork").Process(target=_write, args=(turn * 1_000_000, theirs))
    writer.start()
    theirs.close()
    told = {ours.recv()}
    time.sleep(chance.uniform(0, SECONDS))
    if turn % 2:
        writer.kill()
    else:
        _kill_database(data, chance)
    try:
        while True:
            told.add(ours.recv())
    except EOFError:
        writer.join()
        return told


def _await_recovery(data: Path) -> None:
    """Start the database again as often as it is found dead, until it accepts connections."""
    from django.db import OperationalError, connection

    while True:
        revive(data)
        connection.close()
        try:
            connection.ensure_connection()
            return
        except OperationalError:
            time.sleep(0.05)


def _kill_database(data: Path, chance: random.Random) -> None:
    """Kill the server or one of its processes; all of them end with it."""
    server = psutil.Process(int((data / "postgresql" / "postmaster.pid").read_text().split()[0]))
    chance.choice([server, server, *server.children()]).kill()


def _write(number: int, told: Connection) -> None:
    """Record change after change until killed or without a database."""
    from django.db import Error

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        while True:
            number += 1
            record(number)
            told.send(number)
    except Error:
        os._exit(1)


def prepare() -> None:
    """An indicator and a unit, for which figures can be written."""
    from tonghop.ledger.models import Indicator, Unit, UnitKind

    Indicator.objects.get_or_create(key="poor_households", defaults={"name": "hộ nghèo"})
    Unit.objects.get_or_create(code="A", defaults={"kind": UnitKind.COMMUNE})


def record(number: int) -> None:
    """Write one change of several figures, each of which holds its number."""
    from tonghop.core.fact import Cell, Fact
    from tonghop.core.span import Span
    from tonghop.ledger.record import Change, record

    facts = [Fact(Cell("poor_households", "A", Span(2024, 1, month + 1)), Decimal(number)) for month in range(CELLS)]
    record(facts, Change(None, "record", reason=str(number)))


def written() -> set[int]:
    """The numbers of the changes that are there."""
    from tonghop.ledger.models import Entry

    return {int(reason) for reason in Entry.objects.filter(action="record").values_list("reason", flat=True)}


def halves() -> int:
    """How many changes lack figures or have too many, and how many figures are not those of their change."""
    from django.db.models import Count

    from tonghop.ledger.models import Entry, FactVersion

    changes = Entry.objects.filter(action="record").annotate(written=Count("facts")).exclude(written=CELLS)
    facts = FactVersion.objects.values_list("value", "entry__reason")
    strangers = sum(value != Decimal(reason) for value, reason in facts)
    last = FactVersion.objects.filter(known_to=None).values_list("entry").distinct()
    return changes.count() + strangers + last.count() - 1
