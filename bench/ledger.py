"""The ledger against one flat table of figures with the indexes that its questions want, in plain SQL.

Both keep the same figures of a province and of the other units of the country in one database of their own; both are
vacuumed and warm. The ledger answers complete, as objects; the flat table as rows. Answers are compared before any
clock counts. The clock is the processor time of this process and its one server process, which has no helpers.
"""

import json
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from itertools import accumulate
from pathlib import Path
from typing import Any

import psutil
import psycopg

from tonghop.core.fact import Cell, Fact, Measure
from tonghop.core.span import Span
from tonghop.database import running

PROVINCES, UNITS, COMMUNES, INDICATORS, YEARS = 34, 3321, 170, 300, (2023, 2024, 2025)
SPAN = Span(2025, 1, 10)
DATABASE = "tonghop_bench"
ROUNDS, TURNS = 7, 20

FLAT = """
create table flat_unit (id int primary key, parent int, code text);
create index on flat_unit (parent);
create table flat (
    indicator int, unit int, year int, month int, measure int, value numeric,
    primary key (indicator, unit, year, month, measure)
);
create index on flat (unit, year, month);
"""
FLAT_BOARD = """
select indicator,
    sum(value) filter (where measure = 1 and year = %(year)s and month = 12),
    sum(value) filter (where measure = 3 and year = %(year)s and month = %(month)s),
    sum(value) filter (where measure = 3 and year = %(year)s - 1 and month = %(month)s)
from flat where unit in (select id from flat_unit where parent = %(unit)s)
    and (year = %(year)s and month in (%(month)s, 12) or year = %(year)s - 1 and month = %(month)s)
group by indicator
"""
FLAT_BELOW = """
with recursive tree as (
    select id, code from flat_unit where id = %(unit)s
    union all
    select flat_unit.id, flat_unit.code from tree join flat_unit on flat_unit.parent = tree.id
)
select code, value from tree join flat on flat.unit = tree.id
where indicator = %(indicator)s and year = %(year)s and month = %(month)s and measure = 3
"""


@contextmanager
def database() -> Iterator[None]:
    """An empty database that the ledger is set up in: on the server of DATABASE_URL, else on an embedded one."""
    with tempfile.TemporaryDirectory() as folder:
        if url := os.environ.get("DATABASE_URL"):
            yield from _on(url)
        else:
            with running(Path(folder)) as url:
                yield from _on(url)


def _on(url: str) -> Iterator[None]:
    import django
    from django.core.management import call_command
    from django.db import connection

    from tonghop.database.url import django_settings

    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"drop database if exists {DATABASE}")
        server.execute(f"create database {DATABASE}")
        os.environ["DJANGO_SETTINGS_MODULE"] = "tonghop.settings"
        django.setup()
        connection.settings_dict.update(django_settings(url) | {"NAME": DATABASE})
        try:
            call_command("migrate", verbosity=0)
            yield
        finally:
            connection.close()
            server.execute(f"drop database {DATABASE}")


def code(number: int) -> str:
    """The code of a unit: 0 the country, then its provinces, then their communes."""
    return f"U{number}"


def parents() -> dict[int, int]:
    """The parent of each unit; the first province has COMMUNES communes, the others share the rest."""
    found = dict.fromkeys(range(1, PROVINCES + 1), 0)
    first = PROVINCES + 1
    found |= dict.fromkeys(range(first, first + COMMUNES), 1)
    return found | {unit: 2 + unit % (PROVINCES - 1) for unit in range(first + COMMUNES, UNITS)}


def facts(year: int) -> Iterator[Fact]:
    """Plans and months of a year in the province, and of two indicators in all other communes of the country."""
    chance = random.Random(year)
    first = PROVINCES + 1
    for indicator in range(INDICATORS):
        reporting = UNITS if indicator < 2 else first + COMMUNES
        for unit in range(first, reporting):
            cell = Cell(f"i{indicator}", code(unit), Span(year, 1, 12))
            yield Fact(replace(cell, measure=Measure.PLAN, authority="Tỉnh"), _amount(chance, 10**7))
            months = accumulate(_amount(chance, 10**6) for _ in range(12))
            yield from (Fact(replace(cell, span=Span(year, 1, month)), value) for month, value in enumerate(months, 1))


def _amount(chance: random.Random, most: int) -> Decimal:
    return Decimal(chance.randrange(100, most)).scaleb(-2)


class Clock:
    """Processor time of this process and of the one that serves it; plain time where that runs on another machine."""

    def __init__(self, server: int) -> None:
        try:
            process = psutil.Process(server)
            self.server = process if process.name().startswith("postgres") else None
        except psutil.NoSuchProcess:
            self.server = None

    def now(self) -> float:
        """Seconds so far."""
        if self.server is None:
            return time.perf_counter()
        served = self.server.cpu_times()
        return time.process_time() + served.user + served.system

    def seconds(self, work: Callable[[], object], turns: int = 1) -> float:
        """The time of so many runs."""
        start = self.now()
        for _ in range(turns):
            work()
        return self.now() - start

    def speedup(self, ours: Callable[[], object], theirs: Callable[[], object]) -> float:
        """How many times faster ours is, each in the fastest of several rounds in which they take turns."""
        rounds = [(self.seconds(ours, TURNS), self.seconds(theirs, TURNS)) for _ in range(ROUNDS)]
        mine, other = (min(times) for times in zip(*rounds, strict=True))
        print(f"ledger {1000 * mine / TURNS:.1f} ms, flat table {1000 * other / TURNS:.1f} ms")
        return other / mine


class Bench:
    """Both tables, filled."""

    def __init__(self) -> None:
        from django.db import connection

        from tonghop.ledger import units
        from tonghop.ledger.cells import Names
        from tonghop.ledger.models import Indicator, Unit, UnitKind

        self.cursor = connection.cursor()
        self.cursor.execute("set max_parallel_workers_per_gather = 0")
        self.cursor.execute("select pg_backend_pid()")
        self.clock = Clock(self.cursor.fetchone()[0])
        above = parents()
        kinds = (UnitKind.NATION, UnitKind.PROVINCE, UnitKind.COMMUNE)
        news = [
            units.New(
                code(unit), kinds[(unit > 0) + (unit > PROVINCES)], code(unit), code(above[unit]) if unit else None
            )
            for unit in range(UNITS)
        ]
        units.create(news, units.Author(None))
        Indicator.objects.bulk_create(
            Indicator(key=f"i{number}", name=f"i{number}", unit="hộ", direction="higher", time="flow",
                      over_units="sum", over_time="sum", group="g")
            for number in range(INDICATORS)
        )  # fmt: skip
        self.names = Names(
            dict(Indicator.objects.values_list("key", "id")), dict(Unit.objects.values_list("code", "id"))
        )
        self.cursor.execute(FLAT)
        ids = self.names.units
        with self.cursor.copy("copy flat_unit from stdin") as copy:
            for unit in range(UNITS):
                copy.write_row((ids[code(unit)], ids[code(above[unit])] if unit else None, code(unit)))

    def import_cost(self) -> float:
        """Import the facts into both tables, a year in turn: the time of the ledger over that of the flat table."""
        from tonghop.ledger.bulk import load
        from tonghop.ledger.record import Change

        count, theirs, ours = 0, 0.0, 0.0
        for year in YEARS:
            given = list(facts(year))
            count += len(given)
            theirs += self.clock.seconds(lambda given=given: self._copy(given))
            ours += self.clock.seconds(lambda given=given: load(given, self.names, Change(None, "import")))
        self.cursor.execute("vacuum analyze")
        print(f"{count:,} facts: flat table {theirs:.1f} s, ledger {ours:.1f} s")
        return ours / theirs

    def _copy(self, given: list[Fact]) -> None:
        measures = {Measure.PLAN: 1, Measure.ACTUAL: 3}
        indicators, units = self.names.indicators, self.names.units
        with self.cursor.copy("copy flat from stdin") as copy:
            for fact in given:
                cell = fact.cell
                copy.write_row((
                    indicators[cell.indicator], units[cell.unit], cell.span.year, cell.span.last,
                    measures[cell.measure], fact.value,
                ))  # fmt: skip

    def plan_board_speedup(self) -> float:
        """The plan board of the province."""
        from tonghop.ledger.ask import board

        ids = self.names.indicators
        flat = {row[0]: row[1:] for row in self._ask(FLAT_BOARD, 1)}
        lines = {
            ids[line.indicator.key]: (line.plans[0].value.value, line.actual.value, line.before.value)
            for line in board(code(1), SPAN)
        }
        assert lines == flat
        assert len(lines) == INDICATORS
        return self.clock.speedup(lambda: board(code(1), SPAN), lambda: self._ask(FLAT_BOARD, 1))

    def subtree_speedup(self) -> float:
        """All values under the country of one indicator and span."""
        from tonghop.ledger.ask import below

        values = below(Cell("i0", code(0), SPAN))
        assert values == dict(self._ask(FLAT_BELOW, 0))
        assert len(values) == UNITS - PROVINCES - 1
        return self.clock.speedup(lambda: below(Cell("i0", code(0), SPAN)), lambda: self._ask(FLAT_BELOW, 0))

    def _ask(self, question: str, unit: int) -> list[tuple[Any, ...]]:
        self.cursor.execute(
            question,
            {
                "unit": self.names.units[code(unit)],
                "indicator": self.names.indicators["i0"],
                "year": SPAN.year,
                "month": SPAN.last,
            },
        )
        return self.cursor.fetchall()


def main() -> None:
    """Measure and print, last the ratios as one line of JSON."""
    with database():
        bench = Bench()
        print(
            json.dumps(
                {
                    "import_cost": round(bench.import_cost(), 2),
                    "plan_board_speedup": round(bench.plan_board_speedup(), 2),
                    "subtree_speedup": round(bench.subtree_speedup(), 2),
                }
            )
        )


if __name__ == "__main__":
    main()
