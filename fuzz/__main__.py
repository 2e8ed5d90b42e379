"""`python -m fuzz 100000 [SEED]`: so many inputs on all cores, ending with one JSON line; status 1 where any failed."""

import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import cycle
from json import dumps

from fuzz.chunk import Chunk, Outcome
from tonghop.cli.options import cores
from tonghop.workers import Limits, Stopped, Work, Workers

_INPUTS = 500
_KINDS = ("texts", "files", "texts", "files", "texts", "files", "files", "packages")
TRYING: Work[Chunk, Outcome] = Work("fuzz.chunk", "run")
LIMITS = Limits(seconds=1200)


def chunks(inputs: int, first: int) -> Iterator[Chunk]:
    """Chunks of inputs of each kind in turn, every one from a seed of its own."""
    for number, kind in enumerate(cycle(_KINDS)):
        if number * _INPUTS >= inputs:
            return
        yield Chunk(kind, first + number, min(_INPUTS, inputs - number * _INPUTS))


def main() -> int:
    """Try the inputs, tell what failed as it comes, then sum up."""
    inputs, first = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0
    os.environ["PATH"] = ""
    start, ends, failures, slowest = time.monotonic(), Counter[str](), 0, 0.0
    wanted = list(chunks(inputs, first))
    with Workers(TRYING, LIMITS, cores()) as workers:
        for chunk, outcome in zip(wanted, workers.in_order(wanted), strict=True):
            failure = repr(outcome) if isinstance(outcome, Stopped) else outcome.failure
            if failure:
                failures += 1
                print(chunk, failure, sep="\n", flush=True)
            if not isinstance(outcome, Stopped):
                ends, slowest = ends + outcome.ends, max(slowest, outcome.slowest)
            print(ends.total(), "/", inputs, file=sys.stderr, flush=True)
    seconds = round(time.monotonic() - start)
    result = {"inputs": ends.total(), **ends, "failures": failures, "slowest": round(slowest, 2), "seconds": seconds}
    print(dumps(result))
    return min(failures, 1)


if __name__ == "__main__":
    sys.exit(main())
