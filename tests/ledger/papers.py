"""A report of the ward `A` of `tests.api.world`, for tests of what is done with reports."""

from datetime import date
from decimal import Decimal
from hashlib import sha256

from tonghop.core.fact import Cell, Measure
from tonghop.core.paper import (
    Appendix,
    Chip,
    Column,
    Kind,
    Letterhead,
    Note,
    Paper,
    Paragraph,
    Row,
    Section,
    Signature,
    Table,
)
from tonghop.core.paper_json import to_json
from tonghop.core.span import Span
from tonghop.ledger.models import (
    Entry,
    Issue,
    Register,
    RegisterNumber,
    Report,
    ReportFile,
    ReportSection,
    SectionVersion,
    Unit,
)
from tonghop.ledger.reports.papers import frame_of

INDICATOR = "budget_revenue"
SPAN = Span(2026, 1, 3)
DONE = Cell(INDICATOR, "A", SPAN)
PLAN = Cell(INDICATOR, "A", Span(2026, 1, 12), Measure.PLAN, "Quận")
VALUE = Chip("12", Kind.VALUE, (DONE,), (Decimal(12_000_000_000),), "tỷ đồng", 1)
OF_PLAN = Chip("40", Kind.PERCENT_OF_PLAN, (DONE, PLAN), (Decimal(12 * 10**9), Decimal(30 * 10**9)), "%", 1)
SYMBOL, KEPT = "BC-UBND", "BC-VP"


def paper(**changes: object) -> Paper:
    """Two headings, three chips of which one in a footnote and one in a table; one paragraph that an officer wrote."""
    note = Note(("Chưa kể khoản ghi thu; riêng thu thuế ", VALUE, " tỷ đồng."))
    money = Paragraph(("Thu ngân sách 3 tháng đầu năm 2026 đạt ", VALUE, " tỷ đồng, bằng ", OF_PLAN, "% dự toán."))
    told = Paragraph(("Công tác thu được chỉ đạo sát sao.", note), author="Phòng Kinh tế")
    table = Table(
        (Column("Chỉ tiêu", 4), Column("Thực hiện", 2)), (Row((("Thu ngân sách",), (VALUE,))),), unit="tỷ đồng"
    )
    made = {
        "letterhead": Letterhead("Tỉnh T", "Ủy ban nhân dân phường A", SYMBOL, "A"),
        "title": "Báo cáo",
        "subject": "Tình hình kinh tế - xã hội 3 tháng đầu năm 2026",
        "sections": (
            Section("results", 1, "Kết quả"),
            Section("economy", 2, "Kinh tế", (money, told)),
            Section("society", 2, "Xã hội", (Paragraph(("Đời sống ổn định.",)),)),
            Section("tasks", 1, "Nhiệm vụ", (Paragraph(("Tập trung thu ngân sách.",)),)),
        ),
        "signature": Signature(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Nguyễn Văn An"),
        "opening": (Paragraph(("Ủy ban nhân dân phường A báo cáo như sau:",)),),
        "recipients": ("UBND tỉnh T", "Lưu: VT"),
        "appendices": (Appendix("Chỉ tiêu chủ yếu", (table,), wide=True),),
    }
    return Paper(**(made | changes))  # type: ignore[arg-type]


def kept(unit: Unit, entry: Entry) -> dict[str, int]:
    """A draft with one section, and a public report that was issued, of a unit: their numbers by name."""
    draft = _report(unit, Report.State.DRAFT)
    section = ReportSection.objects.create(report=draft, key="society", position=0, title="Xã hội")
    SectionVersion.objects.create(section=section, number=1, title="Xã hội", blocks=[], entry=entry)
    issued = _report(unit, Report.State.ISSUED, public=True)
    register = Register.objects.create(unit=unit, year=2026, symbol=KEPT, entry=entry)
    number = RegisterNumber.objects.create(register=register, number=1, purpose=issued.title, entry=entry)
    made = Issue.objects.create(
        report=issued, number=number, dated=date(2026, 4, 2), known_on=entry.at, paper=to_json(paper()), entry=entry
    )
    ReportFile.objects.create(issue=made, form="docx", content=b"docx", sha256=sha256(b"docx").hexdigest(), entry=entry)
    return {"report": draft.pk, "section": section.pk, "issued": issued.pk}


def _report(unit: Unit, state: str, *, public: bool = False) -> Report:
    span = {"year": SPAN.year, "first": SPAN.first, "last": SPAN.last}
    made = paper(appendices=())
    return Report.objects.create(
        unit=unit, kind="quarter", title=made.subject, frame=frame_of(made), state=state, public=public, **span
    )
