"""A report of the ward `A` of `tests.api.world`, for tests of what is done with reports."""

from decimal import Decimal

from tests.api.world import INDICATOR

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
from tonghop.core.span import Span

SPAN = Span(2026, 1, 3)
DONE = Cell(INDICATOR, "A", SPAN)
PLAN = Cell(INDICATOR, "A", Span(2026, 1, 12), Measure.PLAN, "Quận")
VALUE = Chip("12", Kind.VALUE, (DONE,), (Decimal(12_000_000_000),), "tỷ đồng", 1)
OF_PLAN = Chip("40", Kind.PERCENT_OF_PLAN, (DONE, PLAN), (Decimal(12 * 10**9), Decimal(30 * 10**9)), "%", 1)
SYMBOL = "BC-UBND"


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
