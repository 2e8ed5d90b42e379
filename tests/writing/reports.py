"""A ledger written as a report and printed as plain text, every chip with the place where it stands."""

from dataclasses import dataclass

from tests.writing.ledgers import Ledger

from tonghop.core.paper import Chip, Letterhead, Paper, Paragraph, Runs, Section, Signature, numbered
from tonghop.core.period import period_in_words
from tonghop.writing import paragraph

HEADINGS = ("Kinh tế", "Tài chính", "Xây dựng", "Văn hóa, xã hội", "An ninh", "Cải cách hành chính")


def paper(ledger: Ledger, variant: int = 0) -> Paper:
    """The ledger as a report: a paragraph for each group, three of them below one heading."""
    sections = [Section("results", 1, "KẾT QUẢ THỰC HIỆN NHIỆM VỤ")]
    said = [paragraph(group, ledger.setting, variant + 5 * place) for place, group in enumerate(ledger.groups)]
    for start in range(0, len(said), 3):
        title = HEADINGS[start // 3 % len(HEADINGS)]
        sections.append(Section(f"field-{start}", 2, title, tuple(said[start : start + 3])))
    return Paper(
        Letterhead(
            "THÀNH PHỐ LAM GIANG", "ỦY BAN NHÂN DÂN PHƯỜNG HÒA AN", "BC-UBND", "Hòa An", 12, ledger.setting.until
        ),
        "BÁO CÁO",
        f"Tình hình kinh tế - xã hội {period_in_words(ledger.setting.span.code, str)}",
        tuple(sections),
        Signature(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Nguyễn Văn A"),
    )


@dataclass(frozen=True)
class Printed:
    """Plain text, and the chips by the offset at which each begins."""

    text: str
    places: dict[int, Chip]


def printed(report: Paper) -> Printed:
    """The report as plain text, without tables."""
    page = _Page()
    head, day = report.letterhead, report.letterhead.dated
    page.line((f"{head.issuer}\nSố: {head.number}/{head.symbol}",))
    page.line((f"{head.place}, ngày {day:%d} tháng {day:%m} năm {day:%Y}" if day else head.place,))
    page.line((f"{report.title}\n{report.subject}",))
    for number, section in numbered(report.sections):
        page.line((f"{number} {section.title}",))
        for block in section.blocks:
            if isinstance(block, Paragraph):
                page.line(block.runs)
    return Printed("".join(page.pieces), page.places)


class _Page:
    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.places: dict[int, Chip] = {}
        self.length = 0

    def line(self, runs: Runs) -> None:
        for run in runs:
            if isinstance(run, Chip):
                self.places[self.length] = run
                self._add(run.text)
            elif isinstance(run, str):
                self._add(run)
        self._add("\n\n")

    def _add(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)
