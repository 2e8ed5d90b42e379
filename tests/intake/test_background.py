"""What is to be done in the background is done, whatever becomes of those who do it."""

import time
from hashlib import sha256

import pytest
from django.db import connection
from tests.intake import town

from tonghop.core.document import Sent
from tonghop.intake.background import Interrupted, Reader, put_off, working
from tonghop.ledger import inbox, units
from tonghop.ledger.models import Account, Arrival, Grant, Role

TEXT = town.report("Thu ngân sách nhà nước trên địa bàn 6 tháng đầu năm đạt 12.500 triệu đồng.")


def arrival() -> Arrival:
    """A document that has just come in."""
    ward = units.find(town.WARD)
    account = Account.objects.create(username="tổng hợp")
    Grant.objects.create(account=account, role=Role.SYNTHESIS, unit=ward)
    content = TEXT.encode()
    row, _ = inbox.receive(account, ward, Sent("a.txt", "text/plain", content, sha256(content).hexdigest()))
    put_off(row.pk)
    return row


def read(row: Arrival) -> bool:
    """Whether the document is read; waits as long as a busy machine may take."""
    for _ in range(600):
        row.refresh_from_db()
        if row.state == Arrival.State.READY:
            return True
        time.sleep(0.1)
    return False


@pytest.mark.django_db(transaction=True)
def test_the_job_of_a_killed_worker_is_done_by_the_next():
    town.build()
    row = arrival()
    Arrival.objects.update(state=Arrival.State.READING)
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into procrastinate_workers (last_heartbeat) values (now() - interval '1 hour') returning id"
        )
        cursor.execute(
            "update procrastinate_jobs set status = 'doing', worker_id = %s where args @> %s",
            [cursor.fetchone()[0], f'{{"number": {row.pk}}}'],
        )
    with working():
        assert read(row)
    assert row.tally["facts"] == 1


@pytest.mark.usefixtures("ward")
def test_a_worker_that_is_told_to_stop_leaves_the_document_to_the_next():
    row, reader = arrival(), Reader()
    reader.close()
    with pytest.raises(Interrupted):
        reader.read(row.pk)
    row.refresh_from_db()
    assert row.state == Arrival.State.READING
    again = Reader()
    again.read(row.pk)
    again.close()
    assert read(row)
