"""The checker looks at a draft: in a worker process, as at any document; what it finds is kept with the draft."""

import logging
import os
from collections.abc import Sequence

from django.db import OperationalError

from tonghop.core.paper import Paper
from tonghop.intake.background import Interrupted
from tonghop.ledger import reports
from tonghop.ledger.models import ReportSection
from tonghop.ledger.reports import Found
from tonghop.review.paper import EXAMINATION, Examined
from tonghop.workers import Limits, Stopped, Worker

_LOG = logging.getLogger("tonghop.background")
_Part = ReportSection.Part


class Examiner:
    """Checks drafts in a process of its own, until it is closed."""

    def __init__(self) -> None:
        limits = Limits.of(os.environ)
        self._worker: Worker[Paper, list[Examined]] = Worker(EXAMINATION, limits, self._reached)
        self._asked, self._closed = (0, 0), False

    def close(self) -> None:
        """End the process, and with it what it checks."""
        self._closed = True
        self._worker.close()

    def examine(self, number: int, revision: int) -> None:
        """Check a draft as it now is, where that was asked for at a revision and not again since.

        What is found is kept with the draft, or that there was no end. Raises Interrupted.
        """
        report = reports.waiting(number, revision)
        if report is None:
            return
        self._asked = (number, revision)
        rows = list(report.sections.all())
        try:
            found = self._worker.ask(reports.assembled(report, rows))
            reports.keep_findings(report, _named(found, rows))
        except Stopped:
            if self._closed:
                raise Interrupted from None
            reports.no_end(number, revision)
        except OperationalError:
            raise
        except Exception:
            _LOG.exception("draft %s", number)
            reports.no_end(number, revision)

    def _reached(self, stage: int, _: int) -> None:
        reports.reach(*self._asked, stage)


def _named(found: Sequence[Examined], rows: Sequence[ReportSection]) -> list[Found]:
    """The findings, appendices called as their rows are."""
    appendices = [row.key for row in rows if row.part == _Part.APPENDIX and not row.left_out]
    keys = {f"{_Part.APPENDIX}-{number}": key for number, key in enumerate(appendices, 1)}
    return [
        Found(keys.get(each.section, each.section), each.severity, each.fingerprint, each.messages) for each in found
    ]
