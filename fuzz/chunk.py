"""A stretch of the fuzzing job: so many inputs from one seed, each held against the properties."""

import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from traceback import format_exception

from hypothesis import HealthCheck, Phase, given, seed, settings

import tonghop
from fuzz.mutations import KINDS
from fuzz.properties import assert_sound, document_of, read_or_refused

_FIXED = 5.0  # seconds of processor time that any input may take
_PER_BYTE = 0.001


class TooSlow(BaseException):
    """An input took more than its linear budget; no loader may take it for a broken file."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """So many inputs of a kind, all determined by the seed."""

    kind: str
    seed: int
    inputs: int


@dataclass(slots=True)
class Outcome:
    """How the inputs of a chunk ended, and the processor seconds of the slowest.

    `failure` is the trace of the first input that broke a property, and the input.
    """

    ends: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    failure: str = ""


def run(chunk: Chunk) -> Outcome:
    """Try the inputs of a chunk, up to the first that fails."""
    outcome = Outcome()

    @seed(chunk.seed)
    @settings(
        max_examples=chunk.inputs,
        database=None,
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(KINDS[chunk.kind])
    def holds(given_input: str | bytes) -> None:
        start = time.process_time()
        try:
            with _budget(_FIXED + _PER_BYTE * len(given_input)):
                outcome.ends[_end(given_input)] += 1
        except TooSlow as slow:
            raise AssertionError(f"more than {slow} seconds") from slow
        outcome.slowest = max(outcome.slowest, time.process_time() - start)

    try:
        holds()
    except Exception as error:
        outcome.failure = "".join(format_exception(error))
    return outcome


@contextmanager
def _budget(seconds: float) -> Iterator[None]:
    """Raise TooSlow where what is done takes more processor time."""

    def stop(*_: object) -> None:
        raise TooSlow(seconds)

    signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _end(given_input: str | bytes) -> str:
    if isinstance(given_input, bytes):
        return "read" if read_or_refused(given_input) else "refused"
    document = document_of(given_input)
    assert_sound(document)
    tonghop.check(document)
    return "read"
