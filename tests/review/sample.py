"""A small report of our own, read by hand: its figures, relations, findings and bounds."""

from dataclasses import replace
from decimal import Decimal

from tonghop.core.document import Cell, Document, Source, Table
from tonghop.core.figure import Basis, Figure, Role
from tonghop.core.finding import Culprit, Finding, Inference, Outcome, Report, Severity, Verdict
from tonghop.core.relation import Fraction, RatioToPlan, Relation, Sum

TEXT = """ỦY BAN NHÂN DÂN XÃ MINH TÂN

BÁO CÁO
Kết quả thực hiện nhiệm vụ 6 tháng đầu năm 2025

I. KẾT QUẢ ĐẠT ĐƯỢC

1. Thu ngân sách
Thu ngân sách ước đạt 12,5 tỷ đồng, bằng 62,5% dự toán huyện giao¹; trong đó thu cân đối 8,1 tỷ đồng, thu khác \
4,9 tỷ đồng.

¹ Riêng phí chợ thu 310 triệu đồng.

2. Tiếp công dân
Đã tiếp 45 lượt người, gồm 30 lượt người do Chủ tịch tiếp và 12 lượt người do công chức tiếp.

Chỉ tiêu	Kế hoạch	Thực hiện
Hộ thoát nghèo	120	118
"""


def figure(text: str, printed: str, value: str, unit: str, role: Role = Role.AMOUNT, **more: object) -> Figure:
    """The figure printed once in `text`; an exact one unless bounds are given."""
    start = text.index(printed)
    number = Decimal(value)
    bounds = {"low": number, "high": number} | more
    return Figure(f"f{start}", start, start + len(printed), printed, number, unit=unit, role=role, **bounds)


def _money(printed: str, value: str) -> Figure:
    half = Decimal(50_000_000)
    return figure(TEXT, printed, value, "VND", low=Decimal(value) - half, high=Decimal(value) + half,
                  basis=Basis.ESTIMATE, period="2025-H1")  # fmt: skip


REVENUE = _money("12,5 tỷ đồng", "12500000000")._replace(subject="thu ngân sách", indicator="budget_revenue")
PERCENT = figure(TEXT, "62,5%", "62.5", "%", Role.PERCENT_OF_PLAN, low=Decimal("62.45"), high=Decimal("62.55"),
                 of=REVENUE.id, plan_of="huyện")  # fmt: skip
BALANCED, OTHER = _money("8,1 tỷ đồng", "8100000000"), _money("4,9 tỷ đồng", "4900000000")
MARKET = figure(TEXT, "310 triệu đồng", "310000000", "VND")
VISITS, CHAIR, STAFF = (
    figure(TEXT, f"{number} lượt người", str(number), "lượt người", Role.COUNT) for number in (45, 30, 12)
)
PLANNED, DONE = figure(TEXT, "120", "120", "hộ", Role.COUNT), figure(TEXT, "118", "118", "hộ", Role.COUNT)
NOISE = Figure("n1", TEXT.index("2025"), TEXT.index("2025") + 4, "2025", "2025", None, None, None, Role.PERIOD)


def _table() -> Table:
    """The last lines of the text, as the cells that the tabs part."""
    cells = []
    start = TEXT.index("Chỉ tiêu")
    for row, line in enumerate(TEXT[start:].rstrip("\n").split("\n")):
        for column, cell in enumerate(line.split("\t")):
            cells.append(Cell(row, column, start, start + len(cell)))
            start += len(cell) + 1
    return Table(tuple(cells), "Biểu 1")


DOCUMENT = Document(
    Source("bao-cao.txt", "0" * 64, "text/plain", TEXT, (_table(),)),
    title="Báo cáo kết quả 6 tháng đầu năm 2025",
    organisation="Xã Minh Tân",
    period="2025-H1",
    figures=(NOISE, REVENUE, PERCENT, BALANCED, OTHER, MARKET, VISITS, CHAIR, STAFF, PLANNED, DONE),
    relations=(
        Relation("r1", Sum(REVENUE.id, (BALANCED.id, OTHER.id))),
        Relation("r2", Sum(VISITS.id, (CHAIR.id, STAFF.id))),
        Relation("r3", Fraction(DONE.id, PLANNED.id)),
        Relation("r4", RatioToPlan(REVENUE.id, PERCENT.id)),
    ),
)
QUESTION = Finding(
    "p1", "sum-mismatch", Severity.WARNING, ("r1",), (REVENUE.id, BALANCED.id, OTHER.id),
    "Các khoản thu cộng lại khác tổng thu.", "8,1 + 4,9 = 13,0 ≠ 12,5", (), "revenue",
)  # fmt: skip
MISTAKE = Finding(
    "p2", "sum-mismatch", Severity.ERROR, ("r2",), (VISITS.id, CHAIR.id, STAFF.id),
    "Số lượt người tiếp cộng lại là 42, khác tổng số 45.", "30 + 12 = 42 ≠ 45",
    (Culprit(VISITS.id, Decimal(1), "42"), Culprit(STAFF.id, Decimal(1), "15"), Culprit(CHAIR.id, Decimal(2), "33")),
    "visits",
)  # fmt: skip
REPORT = Report(
    outcomes=(
        Outcome("r1", Verdict.VIOLATED, QUESTION.arithmetic),
        Outcome("r2", Verdict.VIOLATED, MISTAKE.arithmetic),
        Outcome("r3", Verdict.HOLDS, "118 ≤ 120"),
        Outcome("r4", Verdict.CANNOT_TELL, ""),
    ),
    findings=(QUESTION, MISTAKE),
    inferences=(
        Inference("dự toán thu ngân sách năm 2025 (huyện giao)", Decimal("19904076738.609"), Decimal("20096076861.489"),
                  "VND", (REVENUE.id, PERCENT.id)),
    ),
)  # fmt: skip


def reread(text: str, tables: tuple[Table, ...] = (), **source: str) -> Document:
    """The same figures found again in another rendering of the text, in which each is printed once."""
    figures = tuple(
        item._replace(start=text.index(item.text), end=text.index(item.text) + len(item.text))
        for item in DOCUMENT.figures
    )
    return replace(DOCUMENT, source=replace(DOCUMENT.source, text=text, tables=tables, **source), figures=figures)
