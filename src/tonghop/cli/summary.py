"""What the user is told on standard error once the documents are done."""

from collections import Counter
from dataclasses import dataclass, field

import click

from tonghop.cli.status import Status, contradiction
from tonghop.cli.work import Answer, Failure
from tonghop.core.finding import Report, Severity
from tonghop.core.language import translator


@dataclass(slots=True)
class Summary:
    """Counts what came of the documents."""

    language: str
    debug: bool
    status: Status = Status.CLEAN
    read: int = 0
    found: Counter[Severity] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)

    def add(self, answer: Answer) -> None:
        """Count one document."""
        if answer.failure:
            self.failures.append(answer.failure)
            self.status = max(self.status, answer.failure.status)
            return
        self.read += 1
        if answer.report:
            self.count(answer.report)

    def count(self, report: Report) -> None:
        """Count findings, of one document or across them."""
        self.found.update(finding.severity for finding in report.findings)
        self.status = max(self.status, contradiction(report))

    def tell(self, verb: str, several: bool) -> None:
        """Say how many were read and what was found, and name every document that was not read, with the reason."""
        _ = translator(self.language).gettext
        if several:
            total = self.read + len(self.failures)
            self._say(_("Đã đọc {read}/{total} tài liệu.").format(read=self.read, total=total))
        if several and verb == "check":
            self._say(
                _("Số lỗi: {errors}; cần hỏi lại: {warnings}; lưu ý: {notes}.").format(
                    errors=self.found[Severity.ERROR],
                    warnings=self.found[Severity.WARNING],
                    notes=self.found[Severity.NOTE],
                )
            )
        if several and self.failures:
            self._say(_("Không đọc được {count} tài liệu:").format(count=len(self.failures)))
        for failure in self.failures:
            self._say(("  " if several else "") + failure.message + (f"\n{failure.trace}" if self.debug else ""))

    @staticmethod
    def _say(line: str) -> None:
        click.echo(line, err=True)
