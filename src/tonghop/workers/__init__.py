"""Work on documents in processes of their own, held to limits of time and memory and ended at any moment.

    with Workers(READING, Limits(), jobs=2) as workers:
        for answer in workers.in_order(paths):
            ...

The work is named, not imported: only the processes load what it needs.
"""

from tonghop.workers.limits import VARIABLES, Limits, refuse_size
from tonghop.workers.pool import Workers
from tonghop.workers.process import Worker
from tonghop.workers.stopped import Died, OutOfMemory, OutOfTime, Stopped
from tonghop.workers.work import Work

__all__ = [
    "VARIABLES",
    "Died",
    "Limits",
    "OutOfMemory",
    "OutOfTime",
    "Stopped",
    "Work",
    "Worker",
    "Workers",
    "refuse_size",
]
