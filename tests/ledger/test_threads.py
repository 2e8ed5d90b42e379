"""Many writers of the same figures at once: no update is lost, no audit is half written."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.db import connection, connections
from tests.api.world import INDICATOR

from tonghop.core.fact import Cell, Fact
from tonghop.core.span import Span
from tonghop.ledger import permitted, units
from tonghop.ledger.errors import Conflict
from tonghop.ledger.models import Account, Entry, FactVersion, Grant, Indicator, Role, State, Total, UnitKind
from tonghop.ledger.record import Change

CELLS = [Cell(INDICATOR, "A", Span(2026, 1, month)) for month in range(1, 5)]
WRITERS, TURNS = 6, 8


def add_one(account: Account) -> int:
    """Add 1 to every cell, from what was seen, until nobody else was faster; how many trials it took."""
    for trial in range(1, 1000):
        held = permitted.open_versions(CELLS, settled=True)
        seen = {cell: held[cell].pk if cell in held else None for cell in CELLS}
        facts = [Fact(cell, (held[cell].value if cell in held else Decimal(0)) + 1) for cell in CELLS]
        try:
            permitted.write(account, facts, Change(account, "record", "thêm một"), State.ACCEPTED, seen)
        except Conflict:
            continue
        return trial
    raise AssertionError("nobody ever came through")


def work(account: Account) -> int:
    try:
        return sum(add_one(account) for _ in range(TURNS))
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_no_update_is_lost_and_every_version_has_its_entry():
    units.create(
        [units.New("T", UnitKind.PROVINCE, "tỉnh T"), units.New("A", UnitKind.COMMUNE, "phường A", "T")],
        units.Author(None),
    )
    Indicator.objects.create(key=INDICATOR, name="Thu", unit="VND", over_units="sum", over_time="sum")
    accounts = [Account.objects.create(username=f"writer{number}") for number in range(WRITERS)]
    for account in accounts:
        Grant.objects.create(account=account, role=Role.SYNTHESIS, unit=units.find("A"))
    with ThreadPoolExecutor(WRITERS) as pool:
        trials = sum(pool.map(work, accounts))

    written = WRITERS * TURNS
    assert trials >= written
    held = permitted.open_versions(CELLS, settled=True)
    assert {row.value for row in held.values()} == {Decimal(written)}
    assert FactVersion.objects.count() == written * len(CELLS)
    recorded = Entry.objects.filter(action="record")
    assert recorded.count() == written
    assert all(entry.facts.count() == len(CELLS) and entry.actor_id for entry in recorded)
    assert {row.total for row in Total.objects.filter(parts__gt=0)} == {Decimal(written)}
    with connection.cursor() as cursor:
        cursor.execute("""
            select count(*) from ledger_fact as old left join ledger_fact as new
                on (new.year, new.last, new.known_from) = (old.year, old.last, old.known_to)
            where old.known_to is not null and (new.id is null or new.entry_id <> old.superseded_by_id)
        """)
        assert cursor.fetchone() == (0,)
