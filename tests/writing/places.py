"""Random figures of a unit and of the units below it, and the report of them."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from random import Random

from tests.writing.ledgers import UNIT, UNSAID

from tonghop.catalog import identities, indicators
from tonghop.catalog.indicators import Aggregation, Indicator, TimeType
from tonghop.core.fact import Cell, Fact, Measure
from tonghop.core.paper import Appendix, Letterhead, Paper, Section, Signature
from tonghop.core.period import period_in_words
from tonghop.core.span import Span
from tonghop.writing import Known, Part, Places, Setting, extremes, styles_of, tables_of_places

NAMES = ("phường Bến Nứa", "phường Mai Đình", "phường Cầu Đá", "phường Trà Lý", "xã Suối Mây", "xã Đồng Vông",
         "xã Hòa Bắc", "xã Phú Lộc", "phường An Thịnh", "xã Lâm Sơn", "phường Kim Liên", "xã Vân Trường")  # fmt: skip
SPANS = (Span(2026, 1, 6), Span(2025, 1, 12), Span(2026, 1, 9), Span(2026, 1, 3))


def paper_of_places(random: Random, size: int) -> Paper:
    """A report with a sentence for each of some indicators, and with their tables."""
    span = random.choice(SPANS)
    names = NAMES[: random.randint(2, len(NAMES))]
    places = Places(tuple((f"99{place:03}", name) for place, name in enumerate(names)), "Toàn thành phố")
    knowns = list(_knowns(random, size, places, span))
    setting = replace(Setting(span, UNIT, "thành phố Lam Giang"), styles=styles_of(knowns))
    period = period_in_words(span.code, str)
    return Paper(
        Letterhead("", "ỦY BAN NHÂN DÂN THÀNH PHỐ LAM GIANG", "BC-UBND", "Lam Giang", 12, span.ends),
        "BÁO CÁO",
        f"Tình hình kinh tế - xã hội {period}",
        (Section("places", 1, "KẾT QUẢ THEO ĐƠN VỊ", extremes(knowns, setting)),),
        Signature(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Nguyễn Văn An"),
        appendices=(
            Appendix(f"Kết quả của từng đơn vị {period}", tables_of_places(knowns, places, setting), wide=True),
        ),
    )


def _knowns(random: Random, size: int, places: Places, span: Span) -> Iterator[Known]:
    families = {key for identity in identities() for key in identity.keys}
    free = [each for each in indicators().values() if each.key not in families | UNSAID]
    estimated = random.random() < 0.4
    for indicator in sorted(random.sample(free, size), key=lambda each: each.group):
        flowing = indicator.time in (TimeType.FLOW, TimeType.RATE)
        yield _known(random, indicator, places, span, Measure.ESTIMATE if estimated and flowing else Measure.ACTUAL)


def _known(random: Random, indicator: Indicator, places: Places, span: Span, measure: Measure) -> Known:
    scale = 10**6 * random.randint(1, 900) if indicator.unit == "VND" else 1
    some = random.sample(places.named, random.randint(2, len(places.named)))
    added = indicator.over_units is Aggregation.SUM
    parts = [
        Part(
            name, Fact(Cell(indicator.key, code, span, measure), Decimal(random.randint(0 if added else 1, 90) * scale))
        )
        for code, name in places.named
        if (code, name) in some
    ]
    sum_ = sum((part.fact.value or Decimal(0) for part in parts), Decimal(0))
    value = sum_ if added else Decimal(random.randint(1, 90) * scale)
    return Known(indicator, Fact(Cell(indicator.key, UNIT, span, measure), value), parts=tuple(parts), complete=added)
