"""A ledger written as a report, and the report as plain text."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tests.writing.ledgers import Ledger

from tonghop.core.paper import Appendix, Letterhead, Note, Paper, Paragraph, Section, Signature, numbered
from tonghop.core.paper_text import lines
from tonghop.core.period import period_in_words
from tonghop.writing import indicator_table, paragraph, styles_of, united

HEADINGS = ("Kinh tế", "Tài chính", "Xây dựng", "Văn hóa, xã hội", "An ninh", "Cải cách hành chính")
WIDEST = 8  # columns of a table on an upright page
NOTED = 3  # paragraphs of which the last is a footnote
TOGETHER = 3  # paragraphs below one heading


def paper(ledger: Ledger, variant: int = 0, *, full: bool = False) -> Paper:
    """The ledger as a report: a paragraph for each group; `full` with footnotes and the table of all indicators."""
    every = [known for group in ledger.groups for known in group]
    setting = replace(ledger.setting, styles=styles_of(every))
    groups = [united(group) for group in ledger.groups]
    cited = [group[-1] if full and _is_note(place) else None for place, group in enumerate([(), *groups][:-1])]
    said = [paragraph(group, setting, variant + 5 * place, cited=cited[place]) for place, group in enumerate(groups)]
    if full:
        said = list(_with_notes(said))
    sections = [Section("results", 1, "KẾT QUẢ THỰC HIỆN NHIỆM VỤ")]
    for start in range(0, len(said), TOGETHER):
        title = HEADINGS[start // TOGETHER % len(HEADINGS)]
        sections.append(Section(f"field-{start}", 2, title, tuple(said[start : start + TOGETHER])))
    indicators = indicator_table(every, setting)
    wide = len(indicators.columns) > WIDEST
    return Paper(
        Letterhead("THÀNH PHỐ LAM GIANG", "ỦY BAN NHÂN DÂN PHƯỜNG HÒA AN", "BC-UBND", "Hòa An", 12, setting.until),
        "BÁO CÁO",
        f"Tình hình kinh tế - xã hội {period_in_words(setting.span.code, str)}",
        tuple(sections),
        Signature(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Nguyễn Văn An"),
        appendices=(Appendix("BIỂU TỔNG HỢP CÁC CHỈ TIÊU", (indicators,), wide),) if full else (),
    )


def _is_note(place: int) -> bool:
    return place % NOTED == NOTED - 1


def _with_notes(said: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs, every third one in a footnote of that before it."""
    for place, made in enumerate(said):
        note = said[place + 1 : place + 2] if place % NOTED == 1 else ()
        if not _is_note(place):
            yield replace(made, runs=(*made.runs, *(Note(each.runs) for each in note)))


def plain(report: Paper) -> str:
    """The report as plain text, without appendices and footnotes."""
    return "\n\n".join(_lines(report))


def _lines(report: Paper) -> Iterator[str]:
    head, day = report.letterhead, report.letterhead.dated
    yield f"{head.issuer}\nSố: {head.number}/{head.symbol}"
    yield f"{head.place}, ngày {day:%d} tháng {day:%m} năm {day:%Y}" if day else head.place
    yield f"{report.title}\n{report.subject}"
    for number, section in numbered(report.sections):
        yield f"{number} {section.title}"
        yield from lines(section.blocks)
