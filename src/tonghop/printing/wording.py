"""The sentences that the form itself says, and the text of a paper made fit for print."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from unicodedata import is_normalized, normalize

from tonghop.core.numbers import roman
from tonghop.core.paper import Chip, Letterhead, Note, Paper, Runs, Section, numbered
from tonghop.printing import fonts
from tonghop.printing.form import ISSUER_ROOM, LETTERS, STATE_WIDTH, TITLE_ROOM

_BREAKS = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile("[ \t]+")
_RANGES = (  # controls, marks of direction and width, variants, halves of pairs, what is no character
    (0x00, 0x08), (0x0E, 0x1B), (0x1F, 0x1F), (0x7F, 0x84), (0x86, 0x9F), (0xAD, 0xAD), (0x61C, 0x61C),
    (0x180E, 0x180E), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0xD800, 0xDFFF), (0xFDD0, 0xFDEF),
    (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFC), (0xE0000, 0xE0FFF),
    *((plane << 16 | 0xFFFE, plane << 16 | 0xFFFF) for plane in range(17)),
)  # fmt: skip
_UNSEEN = frozenset(chr(code) for first, last in _RANGES for code in range(first, last + 1))
_RARE = re.compile("[\ufe00-\U0010ffff]")  # among these are printable characters that are not seen
_VIETNAMESE = str.maketrans(",.", ".,")
_BLANK = "\u00a0" * 6  # for filling in by hand
_ABOUT, _TO = "V/v", "Kính gửi:"
_KEPT_SMALL = re.compile(
    r"\b(?:Ban Nhân Dân|Đồng Nhân Dân|Tỉnh|Thành Phố|Quận|Huyện|Thị Xã|Phường|Xã|Thị Trấn|Đặc Khu)\b"
)


@dataclass(frozen=True, slots=True)
class Footnote:
    """The text of a footnote, marked where it stands among pieces of text."""

    text: str


def clean(text: str) -> str:
    """The text composed (NFC), without controls and what hides or reorders it; `\\n` breaks a line."""
    if text.isprintable() and "  " not in text and not _RARE.search(text) and is_normalized("NFC", text):
        return text
    broken = _BREAKS.sub("\n", normalize("NFC", text))
    return _SPACES.sub(" ", "".join(character for character in broken if character not in _UNSEEN))


def outline(sections: Iterable[Section]) -> Iterator[tuple[int, str, Section]]:
    """Sections with their headings as printed, and their depth where a level that is left out does not count."""
    depth = 0
    for number, section in numbered(sections):
        depth = min(section.level, depth + 1)
        yield depth, f"{number} {clean(section.title)}", section


def one_line(text: str) -> str:
    """The same without line breaks, as properties of a file have it."""
    return " ".join(clean(text).split())


def pieces(runs: Runs) -> Iterator[str | Footnote]:
    """What is printed of runs, in order; texts next to each other are one."""
    text = ""
    for run in runs:
        if isinstance(run, Note):
            if text:
                yield clean(text)
            yield Footnote(_in_line(run.runs).strip())
            text = ""
        else:
            text += _text(run)
    if text:
        yield clean(text)


def _in_line(runs: Runs) -> str:
    """Runs as one text; a note of a note stands in brackets."""
    return clean("".join(f" ({_in_line(run.runs)})" if isinstance(run, Note) else _text(run) for run in runs))


def _text(run: str | Chip) -> str:
    return run.text if isinstance(run, Chip) else run


@dataclass(frozen=True, slots=True)
class Frame:
    """The lines of the form around the text of a paper. An appendix has a name and a title.

    What a letter is about stands in `about`, in place of title and subject.
    """

    superior: str
    issuer: str
    number: str
    dated: str
    remark: str
    about: str
    title: str
    subject: str
    address: str
    recipients: tuple[str, ...]
    offices: tuple[str, ...]
    signer: str
    offices_beside: tuple[str, ...]
    signer_beside: str
    appendices: tuple[tuple[str, str], ...]
    attached: str


def frame(paper: Paper) -> Frame:
    """What the form says of a paper, in lines as printed; a number and a day that it has not yet are left open.

    Raises NoFont.
    """
    head, beside = paper.letterhead, paper.beside
    letter = not clean(paper.title).strip()
    return Frame(
        superior=_set("superior", _capitals(head.superior), ISSUER_ROOM),
        issuer=_set("issuer", _capitals(head.issuer), ISSUER_ROOM),
        number=clean(f"Số: {_number(head)}/{head.symbol}"),
        dated=_set("dated", f"{head.place}, {_day(head)}", STATE_WIDTH),
        remark=_set("remark", paper.remark, ISSUER_ROOM),
        about=_set("about", f"{_ABOUT} {paper.subject}", ISSUER_ROOM) if letter else "",
        title=_capitals(paper.title),
        subject="" if letter else _set("subject", paper.subject, TITLE_ROOM),
        address=_set("address", f"{_TO} {paper.address}", TITLE_ROOM) if paper.address else "",
        recipients=tuple(_recipients(paper.recipients)),
        offices=tuple(map(_capitals, paper.signature.lines)),
        signer=clean(paper.signature.name),
        offices_beside=tuple(map(_capitals, beside.lines)) if beside else (),
        signer_beside=clean(beside.name) if beside else "",
        appendices=tuple(
            (
                _appendix_name(index, len(paper.appendices)),
                _set("appendix_title", _capitals(appendix.title), TITLE_ROOM),
            )
            for index, appendix in enumerate(paper.appendices)
        ),
        attached=_attached(paper),
    )


def _set(part: str, text: str, room: float) -> str:
    return fonts.balanced(clean(text), LETTERS[part], room)


def _capitals(text: str) -> str:
    return clean(text).upper()


def _number(head: Letterhead) -> str:
    return _BLANK if head.number is None else f"{head.number:02d}"


def _day(head: Letterhead) -> str:
    if head.dated is None:
        return "ngày … tháng … năm …"
    day = head.dated
    return f"ngày {day.day:02d} tháng {f'{day.month:02d}' if day.month < 3 else day.month} năm {day.year}"


def _attached(paper: Paper) -> str:
    """What an appendix is attached to: `(Kèm theo Báo cáo số 05/BC-UBND ngày … của Ủy ban nhân dân …)`."""
    head = paper.letterhead
    kind, issuer = clean(paper.title).strip().capitalize(), clean(head.named) or _as_name(clean(head.issuer).strip())
    document = f"(Kèm theo {kind} số\u00a0{_number(head)}/{head.symbol} {_day(head)}"
    lines = (_set("attached", line, TITLE_ROOM) for line in (document, f"của {issuer})"))
    return "\n".join(lines)


def _as_name(issuer: str) -> str:
    """A body that is written in capitals as it is written in a sentence."""
    if not issuer.isupper():
        return issuer
    return _KEPT_SMALL.sub(lambda words: words[0].lower(), issuer.title())


def _appendix_name(index: int, count: int) -> str:
    """`Phụ lục II`; without its number where it is the only one."""
    return "Phụ lục" if count == 1 else f"Phụ lục {roman(index + 1)}"


def _recipients(lines: Sequence[str]) -> Iterator[str]:
    """The lines with their dashes, a semicolon after each and a full stop after the last."""
    for place, line in enumerate(lines, 1):
        yield f"- {clean(line).strip(' -;.')}{'.' if place == len(lines) else ';'}"


def measured_in(unit: str) -> str:
    """The line above a table, or within a chart, whose figures share a unit."""
    return f"Đơn vị tính: {clean(unit)}"


def number(value: Decimal) -> str:
    """A number as it is written in Vietnamese, every digit of it: `1.234,5`."""
    return f"{value:,f}".translate(_VIETNAMESE)
