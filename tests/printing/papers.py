"""Reports as they are drafted, written for the tests of printing."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tonghop.core.fact import Cell
from tonghop.core.paper import (
    Align,
    Appendix,
    Block,
    Chart,
    Chip,
    Column,
    Kind,
    Letterhead,
    Note,
    Paper,
    Paragraph,
    Row,
    Section,
    Series,
    Shape,
    Signature,
    Table,
)
from tonghop.core.span import Span

SPAN = Span.of("2026-H1")


def chip(text: str, value: str = "1", unit: str = "tỷ đồng") -> Chip:
    """A number that says the value of one cell."""
    return Chip(text, Kind.VALUE, (Cell("state_budget_revenue", "01234", SPAN),), (Decimal(value),), unit)


def row(*texts: str, heading: bool = False) -> Row:
    """A row of plain texts."""
    return Row(tuple((text,) for text in texts), heading)


INDICATORS = Table(
    (
        Column("TT", 8, Align.CENTRE),
        Column("Chỉ tiêu", 44, Align.START),
        Column("ĐVT", 16, Align.CENTRE),
        Column("Kế hoạch năm 2026", 20),
        Column("Ước thực hiện 6 tháng", 22),
        Column("kế hoạch", 16, group="So sánh (%)"),
        Column("cùng kỳ", 16, group="So sánh (%)"),
    ),
    (
        row("I", "KINH TẾ", "", "", "", "", "", heading=True),
        Row(
            (("1",), ("Thu ngân sách nhà nước",), ("tỷ đồng",), (chip("86,4"),), (chip("48,2"),), ("55,8",), ("112,3",))
        ),
        row("2", "Chi ngân sách địa phương", "tỷ đồng", "120,0", "61,7", "51,4", "108,0"),
        row("II", "XÃ HỘI", "", "", "", "", "", heading=True),
        Row(
            (
                ("3",),
                ("Số hộ nghèo", Note(("Theo chuẩn nghèo đa chiều.",))),
                ("hộ",),
                ("40",),
                ("37",),
                ("",),
                ("80,4",),
            )
        ),
    ),
    title="Kết quả thực hiện các chỉ tiêu chủ yếu",
)
BARS = Chart(
    Shape.BARS,
    "Mức hoàn thành kế hoạch năm",
    "%",
    ("Thu ngân sách nhà nước", "Giải ngân vốn đầu tư công", "Giải quyết việc làm"),
    (Series("Ước 6 tháng", (Decimal("55.8"), Decimal("38.1"), Decimal("61"))),),
    "Thu ngân sách đạt 55,8%, giải ngân đạt 38,1%, giải quyết việc làm đạt 61% kế hoạch năm.",
    Decimal(50),
)
LINES = Chart(
    Shape.LINES,
    "Thu ngân sách lũy kế theo tháng",
    "tỷ đồng",
    ("T1", "T2", "T3", "T4", "T5", "T6"),
    (
        Series("Năm 2026", tuple(map(Decimal, ("6.1", "12.4", "21.9", "30.2", "39.8", "48.2")))),
        Series("Năm 2025", (Decimal("5.9"), Decimal("10.8"), None, Decimal("27.7"), Decimal("35"), Decimal("42.9"))),
    ),
    "Thu lũy kế các tháng năm 2026 đều cao hơn cùng kỳ.",
)
STACK = Chart(
    Shape.STACK,
    "Cơ cấu thu ngân sách",
    "tỷ đồng",
    ("Thuế ngoài quốc doanh", "Lệ phí trước bạ", "Tiền sử dụng đất"),
    (
        Series("6 tháng năm 2025", (Decimal("20"), Decimal("7.9"), Decimal("15"))),
        Series("6 tháng năm 2026", (Decimal("23.2"), Decimal("8"), Decimal("17"))),
    ),
    "Thuế ngoài quốc doanh chiếm phần lớn nhất trong cả hai năm.",
)

PAPER = Paper(
    letterhead=Letterhead(
        "Ủy ban nhân dân tỉnh Bình An", "Ủy ban nhân dân phường Hòa Bình", "BC-UBND", "Hòa Bình", 5, date(2026, 2, 9)
    ),
    title="BÁO CÁO",
    subject="Tình hình kinh tế - xã hội 6 tháng đầu năm, nhiệm vụ trọng tâm 6 tháng cuối năm 2026",
    opening=(Paragraph(("Thực hiện nghị quyết của HĐND phường, UBND phường báo cáo kết quả như sau:",)),),
    sections=(
        Section("results", 1, "KẾT QUẢ THỰC HIỆN NHIỆM VỤ"),
        Section("economy", 2, "Kinh tế"),
        Section(
            "budget",
            3,
            "Thu, chi ngân sách",
            (
                Paragraph(
                    (
                        "Tổng thu ngân sách nhà nước trên địa bàn ước đạt ",
                        chip("48,2"),
                        " tỷ đồng, bằng ",
                        chip("55,8", unit="%"),
                        "% dự toán",
                        Note(("Dự toán tỉnh giao ", chip("86,4"), " tỷ đồng.")),
                        ", tăng ",
                        chip("12,3", unit="%"),
                        "% so với cùng kỳ, trong đó:",
                    )
                ),
                Paragraph(("Thuế ngoài quốc doanh ước đạt ", chip("23,2"), " tỷ đồng;"), listed=True),
                Paragraph(("Tiền sử dụng đất ước đạt ", chip("17,0"), " tỷ đồng."), listed=True),
                BARS,
                LINES,
            ),
        ),
        Section(
            "investment",
            4,
            "Đầu tư công",
            (Paragraph(("Giải ngân ước đạt 38,1% kế hoạch", Note(("Không gồm vốn kéo dài.",)), ".")),),
        ),
        Section("society", 2, "Văn hóa - xã hội", (Paragraph(("Các trường hoàn thành chương trình năm học.",)), STACK)),
        Section("tasks", 1, "NHIỆM VỤ TRỌNG TÂM", (Paragraph(("Đẩy nhanh tiến độ giải ngân vốn đầu tư công.",)),)),
    ),
    closing=(Paragraph(("Trên đây là báo cáo của UBND phường Hòa Bình./.",)),),
    signature=Signature(("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Nguyễn Thị Minh An"),
    recipients=("UBND tỉnh Bình An", "Thường trực HĐND phường", "Lưu: VT, KT"),
    appendices=(
        Appendix("Các chỉ tiêu chủ yếu", (INDICATORS,), wide=True),
        Appendix(
            "Danh mục dự án",
            (Table((Column("TT", 10), Column("Dự án", 90, Align.START)), (row("1", "Đường Trần Phú"),)),),
        ),
    ),
    remark="Phục vụ kỳ họp thứ hai HĐND phường",
)

_SENTENCE = (
    "Tổng giá trị thực hiện nhiệm vụ số {} trên địa bàn phường ước đạt ",
    " tỷ đồng, bằng ",
    "% kế hoạch năm, tăng ",
    "% so với cùng kỳ",
    "; các phòng, ban và tổ dân phố đã phối hợp tuyên truyền, vận động nhân dân thực hiện, kịp thời tháo gỡ khó khăn, "
    "vướng mắc phát sinh, bảo đảm tiến độ và chất lượng theo kế hoạch được giao, từng bước nâng cao hiệu quả quản lý "
    "nhà nước và mức độ hài lòng của người dân, doanh nghiệp trên địa bàn.",
)


def _long_paragraph(number: int) -> Paragraph:
    opening, of_plan, growth, compared, rest = _SENTENCE
    note: tuple[Note, ...] = (Note((f"Gồm {number} chương trình, dự án do phường làm chủ đầu tư.",)),)
    return Paragraph(
        (
            opening.format(number),
            chip(f"{number},{number % 10}"),
            of_plan,
            chip(f"{40 + number % 50},5", unit="%"),
            growth,
            chip(f"{number % 30},2", unit="%"),
            compared,
            *(note if number % 3 == 0 else ()),
            rest,
        )
    )


def long_paper(paragraphs: int = 100) -> Paper:
    """A report of the size of the longest: 300 numbers, 33 footnotes, 4 charts, 2 tables on about 30 pages."""
    sections = tuple(
        Section(
            f"s{number}", 1 if number % 10 == 0 else 2, f"Lĩnh vực {number}", _long_blocks(number, paragraphs // 20)
        )
        for number in range(20)
    )
    rows = tuple(row(str(n), f"Chỉ tiêu thứ {n}", "tỷ đồng", f"{n},0", f"{n},5", "50,1", "103,2") for n in range(1, 61))
    appendices = tuple(
        replace(PAPER.appendices[0], blocks=(replace(INDICATORS, rows=rows),), wide=n == 0) for n in (0, 1)
    )
    return replace(PAPER, sections=sections, appendices=appendices)


def _long_blocks(number: int, paragraphs: int) -> tuple[Block, ...]:
    written = tuple(
        block
        for n in range(paragraphs * number + 1, paragraphs * (number + 1) + 1)
        for block in (_long_paragraph(n), Paragraph((_SENTENCE[-1].strip("; ").capitalize(),)))
    )
    return (*written, (BARS, LINES, STACK)[number % 3]) if number % 5 == 0 else written


def numbers_as_read(paper: Paper) -> list[str]:
    """The texts of all chips in the order of a page: those of a footnote after the paragraph that marks it."""
    parts = (paper.opening, *(section.blocks for section in paper.sections), paper.closing)
    blocks = (block for part in (*parts, *(appendix.blocks for appendix in paper.appendices)) for block in part)
    lines = [
        runs
        for block in blocks
        if not isinstance(block, Chart)
        for runs in (
            [block.runs] if isinstance(block, Paragraph) else [cell for line in block.rows for cell in line.cells]
        )
    ]
    return [
        said.text
        for runs in lines
        for some in (runs, *(run.runs for run in runs if isinstance(run, Note)))
        for said in some
        if isinstance(said, Chip)
    ]
