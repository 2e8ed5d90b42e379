"""What the office does in the background: documents of the inbox are read, checked and compared, one after the other.

Other rooms bring tasks of their own, and the hands that do them.

The jobs are in the office's own database, written in the transaction that needs them; a worker takes them from there.
A job whose worker was killed is taken up again.
"""

import asyncio
import logging
import os
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import Protocol, cast

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import OperationalError, connections
from procrastinate import App, JobContext, PsycopgConnector, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.jobs import DeleteJobCondition

from tonghop.core.errors import UnreadableDocument
from tonghop.intake import arriving
from tonghop.intake.study import STUDY, Lesson, Studied
from tonghop.ledger import rounds
from tonghop.ledger.cases import digest
from tonghop.ledger.inbox import begin, fail
from tonghop.ledger.units.bequest import hand_over_due
from tonghop.workers import Limits, Stopped, Worker

_LOG = logging.getLogger("tonghop.background")
_EVERY_MINUTE = "* * * * *"
_EVERY_HOUR = "7 * * * *"
_EVERY_MORNING = "0 0 * * *"  # seven in Vietnam, told in UTC
_EVERY_MONDAY = "0 0 * * 1"
_UNTIL_AGAIN = 2  # seconds to wait where the database does not answer
_PATIENCE = 10  # seconds that the database may take to let somebody in
_LOOK = 0.2  # seconds between two looks at whether to stop
_BUG = "Chương trình gặp lỗi ngoài dự kiến ({error})."
_TELL_US = "Thử lại; nếu vẫn lỗi, đề nghị báo cho nhóm phát triển."
_READER = "reader"


class Hand(Protocol):
    """What jobs are done with, until it is closed."""

    def close(self) -> None:
        """End what is under way."""


Hands = Mapping[str, Callable[[], Hand]]
"""How each of the hands that jobs ask for by name is made."""


class Interrupted(Exception):
    """The worker is stopping; the next one is to do the job."""


class Reader:
    """Reads arrivals in a process of its own, until it is closed."""

    def __init__(self) -> None:
        limits = Limits.of(os.environ)
        self._worker: Worker[Lesson, Studied | UnreadableDocument] = Worker(STUDY, limits)
        self._closed = False

    def close(self) -> None:
        """End the process, and with it what it reads."""
        self._closed = True
        self._worker.close()

    def read(self, number: int) -> None:
        """Read, check and compare an arrival; whatever is wrong with it is kept with it. Raises Interrupted."""
        row = begin(number)
        if row is None:
            return
        name, content = row.source.name, bytes(row.source.content or b"")
        try:
            studied = self._worker.ask(Lesson(name, content))
            if isinstance(studied, UnreadableDocument):
                fail(row, studied)
            else:
                arriving.keep(row, studied)
        except Stopped as stopped:
            if self._closed:
                raise Interrupted from None
            fail(row, stopped.of(name))
        except OperationalError:
            raise
        except Exception as error:
            _LOG.exception("arrival %s", number)
            fail(row, UnreadableDocument(name, _BUG, _TELL_US, error=repr(error)))


HANDS: Hands = {_READER: Reader}
AGAIN = RetryStrategy(max_attempts=20, wait=1, retry_exceptions=(Interrupted, OperationalError))


@app.task(name="inbox.read", queue="inbox", pass_context=True, retry=AGAIN)
def read(context: JobContext, number: int) -> None:
    """The job of reading one arrival."""
    try:
        cast(Reader, context.additional_context[_READER]).read(number)
    finally:
        connections.close_all()


@app.periodic(cron=_EVERY_MINUTE)
@app.task(name="inbox.take_up", queue="inbox", queueing_lock="inbox.take_up", pass_context=True)
async def take_up(context: JobContext, timestamp: int) -> None:  # noqa: ARG001
    """The job of looking after jobs."""
    await _take_up(context.app)


async def _take_up(at_work: App) -> None:
    """Let the jobs of workers that are no more be done again."""
    for job in await at_work.job_manager.get_stalled_jobs():
        await at_work.job_manager.retry_job(job)


@app.periodic(cron=_EVERY_HOUR)
@app.task(name="units.bequeath", queue="rounds", queueing_lock="units.bequeath")
def bequeath(timestamp: int) -> None:  # noqa: ARG001
    """Give the open work of units that have ended to those that take their part."""
    try:
        hand_over_due()
    finally:
        connections.close_all()


@app.periodic(cron=_EVERY_MORNING)
@app.task(name="rounds.remind", queue="rounds", queueing_lock="rounds.remind")
def remind(timestamp: int) -> None:  # noqa: ARG001
    """Remind by e-mail of what is due, wherever letters can be sent."""
    try:
        if settings.EMAIL_HOST:
            rounds.remind()
    finally:
        connections.close_all()


@app.periodic(cron=_EVERY_MONDAY)
@app.task(name="cases.digest", queue="rounds", queueing_lock="cases.digest")
def tell_the_week(timestamp: int) -> None:  # noqa: ARG001
    """Send the letters of the week, wherever letters can be sent."""
    try:
        if settings.EMAIL_HOST:
            digest.send()
    finally:
        connections.close_all()


def put_off(number: int) -> None:
    """Let an arrival be read in the background once the present transaction is through."""
    read.defer(number=number)


def work(over: Event, hands: Hands = HANDS, apart: Collection[str] = ()) -> None:
    """Do what is to be done in the background until `over` is set, from one thread; sets aside what is under way.

    The queues `apart` do not wait for the others.
    """
    while not over.is_set():
        made = {name: make() for name, make in hands.items()}
        try:
            with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
                runner.run(_lanes(made, over, apart))
        except Exception:
            _LOG.exception("the background worker stopped")
            over.wait(_UNTIL_AGAIN)
        finally:
            for hand in made.values():
                hand.close()


async def _lanes(hands: Mapping[str, Hand], over: Event, apart: Collection[str]) -> None:
    """Work at the queues `apart` beside all others."""
    others = {task.queue for task in app.tasks.values()}.difference(apart)
    await asyncio.gather(*(_work(hands, over, queues) for queues in (others, apart) if queues))


async def _work(hands: Mapping[str, Hand], over: Event, queues: Collection[str]) -> None:
    at_work = app.with_connector(PsycopgConnector(kwargs=connector_params(), min_size=1, timeout=_PATIENCE))
    async with at_work.open_async():
        await _take_up(at_work)
        working = asyncio.create_task(
            at_work.run_worker_async(
                queues=sorted(queues),
                install_signal_handlers=False,
                additional_context=dict(hands),
                delete_jobs=DeleteJobCondition.SUCCESSFUL,
            )
        )
        while not (over.is_set() or working.done()):
            await asyncio.sleep(_LOOK)
        for hand in hands.values():
            hand.close()
        working.cancel()
        with suppress(asyncio.CancelledError):
            await working
    await sync_to_async(connections.close_all)()


@contextmanager
def working(work: Callable[[Event], None] = work) -> Iterator[None]:
    """Meanwhile, work in the background in a thread."""
    over = Event()
    thread = Thread(target=work, args=(over,), name="background")
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
