"""The reports of the example office as Word documents, every figure taken from its ledger."""

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from tonghop.catalog.indicators import indicators
from tonghop.catalog.search import fold
from tonghop.core.fact import Cell, Measure
from tonghop.core.language import translator
from tonghop.core.period import period_in_words
from tonghop.core.span import Span
from tonghop.ledger import ask, units
from tonghop.ledger.office.figures import story

_MILLION = 1_000_000
_AUTHORITIES = {"TP": "Thành phố", "Quận": "Quận"}
_VERSIONS = (1, 0)
"""Of a plan, the one that was adjusted goes before the original."""


def write(folder: Path) -> list[Path]:
    """Write every report of the example office into a folder, which is made where there is none."""
    folder.mkdir(parents=True, exist_ok=True)
    return [_write(folder, each["unit"], Span.of(each["span"]), each["dated"]) for each in story()["reports"]]


def _write(folder: Path, unit: str, span: Span, dated: date) -> Path:
    name = units.name_of(unit, span.ends)
    document = Document()
    words = period_in_words(span.code, translator().gettext)
    _centred(document, f"ỦY BAN NHÂN DÂN {name.upper()}")
    _centred(document, f"Số: {dated.timetuple().tm_yday:02}/BC-UBND")
    _centred(document, f"{name}, ngày {dated.day:02} tháng {dated.month} năm {dated.year}")
    _centred(document, "BÁO CÁO")
    _centred(document, f"Tình hình kinh tế - xã hội {words}")
    for number, (section, wording) in enumerate(story()["wording"].items(), 1):
        document.add_paragraph(f"{number}. {section}")
        for sentence in _sentences(unit, span, wording):
            document.add_paragraph(sentence)
    _centred(document, "TM. ỦY BAN NHÂN DÂN")
    _centred(document, "CHỦ TỊCH")
    path = folder / f"bao-cao-{span.code}-{unit}-{fold(name).replace(' ', '-')}.docx"
    document.save(str(path))
    return path


def _centred(document: Any, text: str) -> None:
    document.add_paragraph(text).alignment = WD_ALIGN_PARAGRAPH.CENTER


def _sentences(unit: str, span: Span, wording: dict[str, str]) -> Iterator[str]:
    done = {key: Cell(key, unit, span) for key in wording}
    year = Span(span.year, 1, 12)
    plans = {
        (key, authority, version): Cell(key, unit, year, Measure.PLAN, authority, version)
        for key in wording
        for authority in _AUTHORITIES
        for version in _VERSIONS
    }
    values = ask.values([*done.values(), *plans.values()])
    bases = ask.same_period(list(done.values()))
    for key, opening in wording.items():
        value = values[done[key]].value
        if value is None:
            continue
        sentence = opening.format(value=_amount(key, value))
        for authority, name in _AUTHORITIES.items():
            known = (values[plans[key, authority, version]].value for version in _VERSIONS)
            if plan := next(filter(None, known), None):
                sentence += f", bằng {_percent(value / plan)}% kế hoạch {name} giao"
        base = bases[done[key]].value
        if base and _comparable(key, base):
            change = value / base - 1
            sentence += f", {'tăng' if change >= 0 else 'giảm'} {_percent(abs(change))}% so với cùng kỳ năm trước"
        yield f"{sentence}."


def _comparable(key: str, base: Fraction) -> bool:
    """Whether a base may be compared with in print: a share of a count that is no whole number was never counted."""
    return base.denominator == 1 or indicators()[key].unit in ("VND", "tấn")


def _amount(key: str, value: Fraction) -> str:
    unit = indicators()[key].unit
    if unit == "VND":
        return f"{_grouped(value / _MILLION)} triệu đồng"
    return f"{_grouped(value)} {unit}" if unit == "tấn" else _grouped(value)


def _grouped(value: Fraction) -> str:
    return f"{round(value):,}".replace(",", ".")


def _percent(ratio: Fraction) -> str:
    percent = Decimal(ratio.numerator * 100) / Decimal(ratio.denominator)
    return f"{percent.quantize(Decimal('0.1'), ROUND_HALF_UP)}".replace(".", ",")
