"""The files of a report that is kept: of a draft as they would be now, of an issued one as they were kept."""

from collections.abc import Mapping

from tonghop import printing
from tonghop.drafting.compose import Wanted
from tonghop.drafting.templates.reports import in_template
from tonghop.ledger import papers, reports
from tonghop.ledger.models import Issue, Report, ReportFile
from tonghop.ledger.reports import Printer

PRINTERS: Mapping[str, Printer] = {
    "docx": printing.docx,
    "pdf": printing.pdf,
    "html": lambda paper: printing.html(paper).encode(),
}
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "signed": "application/pdf",
}
_UNISSUED = (Report.State.DRAFT, Report.State.ABANDONED)


def file_of(row: Report, form: str, *, common: bool = False) -> tuple[bytes, str] | None:
    """The bytes of a file of a report, and what it is called; None where there is none of that form.

    A draft in Word is in the unit's own template, if it has one, unless the `common` form is asked for.
    """
    if row.state not in _UNISSUED:
        return issued_file(row, form)
    if form not in PRINTERS:
        return None
    own = form == "docx" and not common
    content = (_in_own_template(row) if own else None) or PRINTERS[form](reports.assembled(row))
    return content, f"du-thao-{row.pk}.{form}"


def issued_file(row: Report, form: str) -> tuple[bytes, str] | None:
    """The bytes of an issued report as they were kept, and what the file is called."""
    held = ReportFile.objects.filter(issue__report=row, form=form).select_related("issue__number__register").first()
    return (bytes(held.content), _name(held.issue, form)) if held else None


def _in_own_template(row: Report) -> bytes | None:
    """A draft in the Word file that its unit has for reports of this kind, None where it has none."""
    template = papers.template_of(row.unit.code, row.kind)
    if template is None:
        return None
    wanted = Wanted(row.kind, row.unit.code, reports.span_of(row))
    return in_template(template, reports.assembled(row), wanted).content


def _name(made: Issue, form: str) -> str:
    """What a file is called: by number, symbol and day."""
    ending = ".ky-so.pdf" if form == ReportFile.Form.SIGNED else f".{form}"
    return f"{made.number.number:02}-{made.number.register.symbol}-{made.dated:%Y%m%d}{ending}".replace("/", "-")
