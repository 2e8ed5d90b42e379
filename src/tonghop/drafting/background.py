"""Drafts of reports are checked in the background, beside what the office does there otherwise."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from typing import cast

from django.db import connections, transaction
from procrastinate import JobContext
from procrastinate.contrib.django import app

from tonghop.drafting.examining import Examiner
from tonghop.intake import background
from tonghop.intake.background import AGAIN, HANDS, Hands
from tonghop.ledger import reports
from tonghop.ledger.models import Account

_EXAMINER, _QUEUE = "examiner", "reports"
_HANDS: Hands = {**HANDS, _EXAMINER: Examiner}


@app.task(name="reports.examine", queue=_QUEUE, pass_context=True, retry=AGAIN)
def examine(context: JobContext, number: int, revision: int) -> None:
    """The job of checking one draft, asked for at a revision of it."""
    try:
        cast(Examiner, context.additional_context[_EXAMINER]).examine(number, revision)
    finally:
        connections.close_all()


@transaction.atomic
def ask_for_check(account: Account, number: int) -> None:
    """Let a draft be checked in the background, unless that is under way; raises as `reports.await_check`."""
    revision = reports.await_check(account, number)
    if revision is not None:
        examine.defer(number=number, revision=revision)


def work(over: Event) -> None:
    """Do everything that is to be done in the background until `over` is set; no draft waits for the inbox."""
    background.work(over, _HANDS, (_QUEUE,))


@contextmanager
def working() -> Iterator[None]:
    """Meanwhile, do everything that is to be done in the background in a thread."""
    with background.working(work):
        yield
