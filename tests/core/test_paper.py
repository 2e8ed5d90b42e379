"""Reports before they have pages: numbering, what chips say, keeping."""

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from tonghop.core.fact import Cell, Measure
from tonghop.core.paper import (
    Align,
    Appendix,
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
    numbered,
)
from tonghop.core.paper_json import paper_of, to_json
from tonghop.core.span import Span

HALF = Span(2026, 1, 6)
DONE = Cell("budget_revenue", "99111", HALF, Measure.ESTIMATE)
PLAN = Cell("budget_revenue", "99111", Span(2026, 1, 12), Measure.PLAN, "province")
VALUE = Chip("41,3", Kind.VALUE, (DONE,), (Decimal(41_253_000_000),), "tỷ đồng", 1)
OF_PLAN = Chip("51,6", Kind.PERCENT_OF_PLAN, (DONE, PLAN), (Decimal(41_253_000_000), Decimal(80_000_000_000)), "%", 1)


def paper() -> Paper:
    note = Note(("Chưa kể khoản ghi thu ", VALUE, "."))
    text = Paragraph(("Thu ngân sách ước đạt ", VALUE, " tỷ đồng", note, ", bằng ", OF_PLAN, "% dự toán."))
    table = Table(
        (Column("Chỉ tiêu", 4, Align.START), Column("Ước", 2)),
        (Row((("Thu ngân sách",), (VALUE,))),),
        unit="tỷ đồng",
    )
    chart = Chart(
        Shape.BARS,
        "Mức hoàn thành",
        "%",
        ("Thu",),
        (Series("2026", (Decimal("51.6"), None)),),
        "Thu đạt 51,6%.",
        Decimal(50),
    )
    return Paper(
        Letterhead("Thành phố Lam Giang", "Ủy ban nhân dân phường Tây Lam", "BC-UBND", "Tây Lam", 5, date(2026, 6, 9)),
        "Báo cáo",
        "Tình hình 6 tháng đầu năm 2026",
        (
            Section("results", 1, "Kết quả"),
            Section("economy", 2, "Kinh tế", (text, Paragraph(("QUYẾT ĐỊNH:",), heading=True))),
        ),
        Signature(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Nguyễn Văn An"),
        recipients=("HĐND phường", "Lưu: VT"),
        appendices=(Appendix("Chỉ tiêu chủ yếu", (table, chart), wide=True),),
        address="Hội đồng nhân dân phường",
        beside=Signature(("NGƯỜI LẬP",), "Lê Thị Bình"),
    )


def test_a_paper_is_kept_as_json_and_comes_back_the_same() -> None:
    assert paper_of(json.loads(json.dumps(to_json(paper())))) == paper()


def test_chips_are_told_in_reading_order_with_those_of_notes_and_tables() -> None:
    assert [chip.text for chip in paper().chips()] == ["41,3", "41,3", "51,6", "41,3"]


def test_sections_are_numbered_where_they_stand() -> None:
    levels = [1, 2, 2, 3, 3, 4, 4, 2, 1, 2]
    numbers = [number for number, _ in numbered(Section(str(at), level, "") for at, level in enumerate(levels))]
    assert numbers == ["I.", "1.", "2.", "2.1.", "2.2.", "a)", "b)", "3.", "II.", "1."]


@pytest.mark.parametrize(
    ("kind", "values", "said"),
    [
        (Kind.VALUE, "7", 7),
        (Kind.PERCENT_OF_PLAN, "3 4", 75),
        (Kind.GROWTH, "5 4", 25),
        (Kind.DECLINE, "3 4", 25),
        (Kind.INDEX, "3 4", 75),
        (Kind.SHARE, "1 3", Fraction(100, 3)),
        (Kind.MORE, "5 4", 1),
        (Kind.LESS, "3 4", 1),
        (Kind.COUNTED, "1 2 3", 3),
    ],
)
def test_what_a_chip_says_is_computed_exactly(kind: Kind, values: str, said: Fraction) -> None:
    of = tuple(map(Decimal, values.split()))
    assert Chip("", kind, (DONE,) * len(of), of, "").exact == said
