"""The office at work: 50 officers entering figures and 200 visitors reading, on two cores with server and database.

The example office is served by `tonghop serve` with its embedded database; locust plays the people for BENCH_SECONDS
(120), of which the first 50 go by while they arrive. Then as many people read a page of the framework alone at the same
pace, from the same server program. Times are those that locust saw, in milliseconds.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from bench._people import OFFICERS, VISITORS

SECONDS = int(os.environ.get("BENCH_SECONDS", "120"))
ARRIVING = 5
"""How many come in a second."""
PASSWORD = "gió mùa đông bắc 7"
HERE = Path(__file__).parent
PERCENTILES = (50, 95, 99)


@dataclass(frozen=True)
class Load:
    """What came of a load: the milliseconds of all requests and how many failed, by name, and how many a second."""

    times: Mapping[str, Counter[int]]
    failures: Mapping[str, int]
    a_second: float

    @property
    def errors(self) -> int:
        """How many requests failed."""
        return sum(self.failures.values())

    def percentile(self, part: int, name: str = "") -> int:
        """Within how many milliseconds so many per cent were answered, of one name or of all."""
        times = self.times[name] if name else sum(self.times.values(), Counter())
        due = part * times.total() / 100
        for time_, number in sorted(times.items()):
            due -= number
            if due <= 0:
                return time_
        return 0


def furnish() -> dict[str, str]:
    """Make the example office with as many officers as type, each with a form of his own; what the load must know."""
    from tonghop.core.span import Span
    from tonghop.ledger import accounts, rounds
    from tonghop.ledger.models import Account, Duty, Form, Role
    from tonghop.ledger.office.demo import fill
    from tonghop.ledger.rounds import Opening

    made = fill()
    assert made
    synthesis, forms = Account.objects.get(username="tonghop"), tuple(Form.objects.values_list("key", flat=True))
    officers: list[tuple[str, str, int]] = []
    for month in range(1, 13):
        opening = Opening(made.unit, f"Tháng {month}", Span(2027, 1, month), forms, date(2028, 1, 20))
        opened = rounds.open_round(synthesis, opening)
        for duty in Duty.objects.filter(round=opened).select_related("unit", "form")[: OFFICERS - len(officers)]:
            name = f"canbo{len(officers) + 1}"
            accounts.create(None, name, PASSWORD, name, Role.OFFICER, duty.unit)
            officers.append((name, f"/ky-bao-cao/bieu/{duty.pk}", duty.form.lines.count()))
    assert len(officers) == OFFICERS
    page = f"/cong-khai/{made.unit}"
    public = ["/cong-khai", page, *(f"{page}?period=2026-M1..M{month}" for month in range(2, 11)),
              f"{page}/2026-M1..M10.csv", f"{page}/2026-M1..M10.json"]  # fmt: skip
    return {
        "BENCH_OFFICERS": json.dumps(officers),
        "BENCH_PUBLIC": json.dumps(public),
        "BENCH_PASSWORD": PASSWORD,
    }


@contextmanager
def served(port: int, *command: str | Path) -> Iterator[str]:
    """The address of what a command serves at a port, until it is left."""
    address = f"http://127.0.0.1:{port}"
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        try:
            while not _answers(address):
                assert server.poll() is None
                time.sleep(0.2)
            yield address
        finally:
            server.terminate()


def _answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=5):
            return True
    except OSError:
        return False


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def load(address: str, people: str, known: Mapping[str, str]) -> Load:
    """Let people use what is served at an address."""
    options = ("--headless", "--json", "--only-summary", "--loglevel", "ERROR", "--host", address)
    measure = ("--users", str(OFFICERS + VISITORS), "--spawn-rate", str(ARRIVING), "--run-time", f"{SECONDS}s")
    done = subprocess.run(
        [sys.executable, "-m", "locust", "-f", str(HERE / people), *options, *measure],
        env=os.environ | known | {"PYTHONPATH": str(HERE.parent)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=False,
        text=True,
    )
    rows: list[dict[str, Any]] = json.loads(done.stdout[done.stdout.index("[") :])
    times = {row["name"]: Counter({int(ms): n for ms, n in row["response_times"].items()}) for row in rows}
    failures = {row["name"]: int(row["num_failures"]) for row in rows}
    return Load(times, failures, sum(times_.total() for times_ in times.values()) / SECONDS)


def office(folder: str) -> Load:
    """The load on the example office."""
    from tonghop.cli.office import office as opened

    os.environ |= {"TONGHOP_DATA": folder, "TONGHOP_TOTP_ROLES": "", "TONGHOP_PROXIES": "1", "TONGHOP_HTTPS": "0"}
    os.environ.pop("DATABASE_URL", None)
    with opened():
        known = furnish()
        port = free_port()
        with served(port, Path(sys.executable).with_name("tonghop"), "serve", "--port", str(port)) as address:
            return load(address, "_load.py", known)


def bare() -> Load:
    """The same number of people at the same pace on a page that is a constant."""
    port = free_port()
    with served(port, sys.executable, "-m", "bench._bare", str(port)) as address:
        return load(address, "_bare_load.py", {})


def main() -> None:
    """Measure both and print them, last the ratios as one line of JSON."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, set(range(min(2, os.cpu_count() or 1))))
    with tempfile.TemporaryDirectory(prefix="tonghop-", ignore_cleanup_errors=True) as folder:
        ours = office(folder)
    base = bare()
    for told in (ours, base):
        for name, times in sorted(told.times.items()):
            print(
                f"{name:18} {times.total():6} requests", *(f"p{p} {told.percentile(p, name)} ms" for p in PERCENTILES)
            )
        print(f"{told.a_second:.1f} requests a second, {told.errors} errors")
    ratios = {
        f"p{part}_vs_bare": round(ours.percentile(part) / max(base.percentile(part), 1), 2) for part in PERCENTILES
    }
    figures = {f"figure_p{part}_ms": ours.percentile(part, "figure") for part in PERCENTILES}
    public = {f"public_p{part}_ms": ours.percentile(part, "public page") for part in PERCENTILES}
    flow = {"throughput_vs_bare": round(ours.a_second / base.a_second, 2), "errors": ours.errors + base.errors}
    print(json.dumps(ratios | figures | public | flow))
