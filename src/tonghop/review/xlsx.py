"""Workbooks: the officer's own with a note at each finding, or a fresh one that lists everything."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from tonghop.core.contract import type_of
from tonghop.core.document import Document
from tonghop.core.figure import Figure
from tonghop.core.finding import Outcome, Report, Verdict
from tonghop.core.relation import CATALOG, Relation
from tonghop.review.places import passages, place, reference
from tonghop.review.sentences import anchor, explain, likeliest, suspect
from tonghop.review.summary import members, ordered
from tonghop.review.wording import Wording
from tonghop.review.xlsx_notes import add_notes

_EXACT_DIGITS = 15
_HEADER = PatternFill("solid", start_color="174A7C")
_VERDICTS = {Verdict.HOLDS: "khớp", Verdict.VIOLATED: "không khớp", Verdict.CANNOT_TELL: "chưa đủ dữ kiện"}

Value = str | Decimal | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of the fresh workbook: its name, columns as (title, width in characters), and rows."""

    name: str
    columns: tuple[tuple[str, int], ...]
    rows: Iterable[Sequence[Value]]


def annotate(original: bytes, document: Document, report: Report, language: str = "vi") -> bytes:
    """The original workbook, unchanged but for a note in the cell of each finding."""
    wording = Wording(language)
    notes: dict[str, list[str]] = {}
    for number, finding in enumerate(ordered(report.findings), 1):
        cells = (reference(document.figure(figure)) for figure in (anchor(finding), *finding.figures))
        notes.setdefault(next(filter(None, cells), ""), []).append(explain(document, finding, number, wording))
    return add_notes(original, {cell: "\n\n".join(texts) for cell, texts in notes.items()})


def render(document: Document, report: Report | None, language: str = "vi") -> bytes:
    """A fresh workbook of findings, figures, relations and what follows; without a report, of what was read."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    wording = Wording(language)
    for sheet in _review(document, report, wording) if report else _read(document, Report(), wording):
        _write(workbook.create_sheet(sheet.name), sheet)
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _review(document: Document, report: Report, wording: Wording) -> Iterator[Sheet]:
    say = wording.say
    yield Sheet(
        say("Phát hiện"),
        ((say("TT"), 6), (say("Mức độ"), 14), (say("Nội dung"), 60), (say("Phép tính"), 36), (say("Nghi vấn"), 36),
         (say("Trích dẫn"), 60), (say("Vị trí"), 14)),
        _findings(document, report, wording),
    )  # fmt: skip
    yield from _read(document, report, wording)
    yield Sheet(
        say("Suy ra"),
        ((say("Đại lượng"), 60), (say("Từ"), 22), (say("Đến"), 22), (say("Đơn vị"), 16), (say("Suy ra từ"), 50)),
        _inferences(document, report, wording),
    )


def _read(document: Document, report: Report, wording: Wording) -> Iterator[Sheet]:
    say = wording.say
    yield Sheet(
        say("Số liệu"),
        ((say("TT"), 6), (say("Nguyên văn"), 24), (say("Giá trị"), 20), (say("Từ"), 20), (say("Đến"), 20),
         (say("Đơn vị"), 16), (say("Vai trò"), 22), (say("Tính chất"), 16), (say("Nội dung"), 40),
         (say("Chỉ tiêu"), 28), (say("Thời kỳ"), 26), (say("Kế hoạch do"), 16), (say("So với"), 22),
         (say("Vị trí"), 14)),
        _figures(document, wording),
    )  # fmt: skip
    yield Sheet(
        say("Quan hệ"),
        ((say("TT"), 6), (say("Loại"), 28), (say("Kết quả"), 18), (say("Phép tính"), 60), (say("Số liệu"), 50)),
        _relations(document, report, wording),
    )


def _findings(document: Document, report: Report, wording: Wording) -> Iterator[Sequence[Value]]:
    for number, finding in enumerate(ordered(report.findings), 1):
        quoted = passages(document, finding.figures)
        yield (
            Decimal(number),
            wording.severity(finding.severity),
            finding.message,
            finding.arithmetic,
            "\n".join(suspect(document, culprit, wording) for culprit in likeliest(finding)),
            "\n".join(passage.text for passage in quoted),
            "\n".join(place(passage, wording) for passage in quoted),
        )


def _figures(document: Document, wording: Wording) -> Iterator[Sequence[Value]]:
    measuring = (figure for figure in document.figures if figure.role.measures)
    for number, figure in enumerate(measuring, 1):
        yield (
            Decimal(number),
            figure.text,
            figure.value,
            figure.low,
            figure.high,
            wording.unit(figure.unit),
            wording.role(figure.role),
            wording.basis(figure.basis),
            figure.subject,
            wording.indicator(figure.indicator),
            wording.period(figure.period, figure.as_of),
            figure.plan_of,
            wording.period(figure.base_period),
            place(passages(document, (figure.id,))[0], wording),
        )


def _relations(document: Document, report: Report, wording: Wording) -> Iterator[Sequence[Value]]:
    outcomes = {outcome.relation: outcome for outcome in report.outcomes}
    for number, relation in enumerate((*document.relations, *report.derived), 1):
        yield (Decimal(number), *_relation(document, relation, outcomes.get(relation.id), wording))


def _relation(document: Document, relation: Relation, outcome: Outcome | None, wording: Wording) -> Sequence[Value]:
    kind = wording.relation(type_of(relation.statement)[0])
    return (
        wording.say("{quantity} (theo danh mục chỉ tiêu)", quantity=kind) if relation.source == CATALOG else kind,
        wording.say(_VERDICTS[outcome.verdict]) if outcome else None,
        outcome.arithmetic if outcome else None,
        _quoted(document.figure(figure) for figure in members(relation)),
    )


def _inferences(document: Document, report: Report, wording: Wording) -> Iterator[Sequence[Value]]:
    for inference in report.inferences:
        sources = _quoted(document.figure(source) for source in inference.sources)
        yield inference.quantity, inference.low, inference.high, wording.unit(inference.unit), sources


def _quoted(figures: Iterable[Figure]) -> str:
    return "; ".join(figure.text for figure in figures)


def _write(worksheet: Worksheet, sheet: Sheet) -> None:
    for column, (title, width) in enumerate(sheet.columns, 1):
        cell = worksheet.cell(1, column)
        _fill(cell, title)
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), _HEADER
        worksheet.column_dimensions[get_column_letter(column)].width = width
    for row, values in enumerate(sheet.rows, 2):
        for column, value in enumerate(values, 1):
            _fill(worksheet.cell(row, column), value)
    worksheet.freeze_panes = "B2"
    worksheet.auto_filter.ref = worksheet.dimensions
    worksheet.sheet_view.zoomScale = 90
    worksheet.page_setup.orientation, worksheet.page_setup.fitToHeight = "landscape", 0
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    worksheet.print_title_rows = "1:1"


def _fill(cell: Cell | MergedCell, value: Value) -> None:
    """A number where Excel can hold it exactly; text as text, even where it looks like a formula."""
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if value is None or value == "":
        return
    if isinstance(value, Decimal) and len(value.normalize().as_tuple().digits) <= _EXACT_DIGITS:
        cell.value = value.normalize() if value else Decimal(0)
        cell.number_format = "#,##0" + _decimals(value)
        return
    cell.value = ILLEGAL_CHARACTERS_RE.sub(" ", format(value, "f") if isinstance(value, Decimal) else value)
    cell.data_type = "s"


def _decimals(value: Decimal) -> str:
    exponent = value.normalize().as_tuple().exponent
    return "." + "0" * -exponent if isinstance(exponent, int) and exponent < 0 else ""
