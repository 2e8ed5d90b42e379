"""The shape of a text: paragraphs, headings, footnotes, and sentences that page breaks have cut in two."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

from tonghop.core.document import Source
from tonghop.reading.numerals import SUPERSCRIPTS

_HEADING_MARK: Final = re.compile(
    r"\s*(?:(?P<part>phần)\s+(?:thứ\s+)?[\wỳ]+\s*[:.]?|(?P<roman>[ivxl]{1,5})\s*[./)]|(?P<dotted>\d{1,2}(?:\.\d{1,2}){1,3})\s*[.)]?(?=\s)"
    r"|(?P<number>\d{1,2})\s*[.)](?=\s)|(?P<letter>[a-hđ])\s*[.)](?=\s))"
)
_HASHES: Final = re.compile(r"(?P<hashes>#{1,6})\s")
_EMPHASIS: Final = "*_# "
_NOTE_MARKS: Final = f"{SUPERSCRIPTS}["
_NOTE: Final = re.compile(rf"(?:(?P<mark>[{SUPERSCRIPTS}]+)|\[(?P<number>\d{{1,2}})\])\s*(?=\S)")
_BULLET: Final = re.compile(r"\s*[-+•●*]\s+|\s*\(\d{1,2}\)\s*")
_STOPS: Final = ".!?"
_BEHIND_STOP: Final = frozenset(f" \n\"')]{SUPERSCRIPTS}")
_OPENING: Final = re.compile(rf"[\"')\]]*(?:\s+|[{SUPERSCRIPTS}]+\s*)[\"'(\[-]*\s*(\S)")
_SHORTENED: Final = "tp|tt|tx|ts|ths|pgs|gs|bs|kt|tm|tl|ubnd|đ/c|st|tr|p|q|h|x|n|no"
_ABBREVIATIONS: Final = frozenset(_SHORTENED.split("|"))
_ABBREVIATED: Final = re.compile(rf"(?<!\w)(?:{_SHORTENED})$")
_SHORTEST: Final = 4
_LONGEST: Final = 4000
_LEVELS: Final = {"part": 1, "roman": 2, "number": 3, "dotted": 4, "letter": 6}


class Kind(StrEnum):
    """What a paragraph is."""

    BODY = "body"
    HEADING = "heading"
    NOTE = "note"
    ROW = "row"


class Paragraph:
    """One line of the text with a visible character, `headings` outermost first; `mark` is the footnote's number."""

    def __init__(self, start: int, end: int, kind: Kind, headings: tuple[str, ...], mark: str | None = None) -> None:
        self.start = start
        self.end = end
        self.kind = kind
        self.headings = headings
        self.mark = mark


class Sentence:
    """A sentence as spans of the text: more than one where a page break or a footnote stands inside it.

    `paragraph` numbers the flow of paragraphs it belongs to, so that neighbours in one paragraph share it.
    """

    def __init__(self, spans: tuple[tuple[int, int], ...], paragraph: int, of: Paragraph) -> None:
        self.spans = spans
        self.paragraph = paragraph
        self.kind = of.kind
        self.headings = of.headings
        self.mark = of.mark

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.spans[-1][1]


def lines(text: str) -> list[tuple[int, int]]:
    """Where the lines of a text with a visible character begin and end."""
    result, start = [], 0
    while start < len(text):
        end = text.find("\n", start)
        end = end if end >= 0 else len(text)
        if text[start : start + 1].strip() or text[start:end].strip():
            result.append((start, end))
        start = end + 1
    return result


def paragraphs(source: Source, folded: str) -> list[Paragraph]:
    """The paragraphs in text order, each with the headings above it."""
    cells = sorted((cell.start, cell.end) for table in source.tables for cell in table.cells)
    stack: list[tuple[int, str]] = []
    above: tuple[str, ...] = ()
    result = []
    for start, end in lines(source.text):
        begun = bisect_left(cells, (end, end))
        if begun and cells[begun - 1][1] > start:
            result.append(Paragraph(start, end, Kind.ROW, above))
            continue
        printed = source.text[start:end].strip()
        if note := _NOTE.match(printed) if printed[0] in _NOTE_MARKS else None:
            result.append(Paragraph(start, end, Kind.NOTE, above, note["mark"] or note["number"]))
            continue
        line = folded[start:end].strip(_EMPHASIS)
        if level := _heading_level(printed, line):
            while stack and stack[-1][0] >= level:
                stack.pop()
            above = tuple(title for _, title in stack)
            result.append(Paragraph(start, end, Kind.HEADING, above))
            stack.append((level, line))
            above = (*above, line)
        else:
            result.append(Paragraph(start, end, Kind.BODY, above))
    return result


def _heading_level(printed: str, folded: str) -> int | None:
    """1 for a part … 6 for a lettered item; None for body text. A heading is short and does not end like a sentence.

    Markdown's marks tell a heading (`#`) or adorn it (`**`).
    """
    hashes = _HASHES.match(printed) if printed.startswith("#") else None
    printed = printed.strip(_EMPHASIS)
    if len(printed) > 260 or printed.endswith((".", ";", ",")):
        return None
    mark = _HEADING_MARK.match(folded)
    if mark is None:
        if hashes:
            return len(hashes["hashes"])
        return 2 if 8 < len(printed) < 200 and _in_capitals(printed) else None
    if mark.lastgroup == "roman" and not printed.lstrip()[0].isupper():
        return None
    if not printed[mark.end() :].strip() or (mark.lastgroup in ("number", "letter") and len(printed) > 160):
        return None
    return _LEVELS[mark.lastgroup or "number"]


def _in_capitals(printed: str) -> bool:
    letters = list(filter(str.isalpha, printed))
    return bool(letters) and sum(map(str.isupper, letters)) > 0.8 * len(letters)


def _flows(source: Source, folded: str) -> Iterator[list[Paragraph]]:
    """Runs of paragraphs that make one paragraph: body text cut by a page break goes on in lower case."""
    open_flow: list[Paragraph] = []
    waiting: list[list[Paragraph]] = []
    for paragraph in paragraphs(source, folded):
        if paragraph.kind is Kind.NOTE:
            waiting.append([paragraph])
            continue
        if open_flow and paragraph.kind is Kind.BODY and _goes_on(source.text, open_flow[-1], paragraph):
            open_flow.append(paragraph)
            continue
        if (
            waiting
            and open_flow
            and waiting[-1][0].start > open_flow[-1].end
            and _goes_on_note(source.text, waiting, paragraph)
        ):
            waiting[-1].append(paragraph)
            continue
        if open_flow:
            yield open_flow
        yield from waiting
        waiting = []
        open_flow = [paragraph]
    if open_flow:
        yield open_flow
    yield from waiting


def _goes_on(text: str, before: Paragraph, after: Paragraph) -> bool:
    if before.kind is not Kind.BODY:
        return False
    tail, head = text[before.start : before.end].rstrip(' *_"'), text[after.start : after.end].lstrip()
    return bool(tail) and tail[-1] not in ".:;!?…" and head[:1].islower() and not _BULLET.match(head)


def _goes_on_note(text: str, waiting: list[list[Paragraph]], paragraph: Paragraph) -> bool:
    return (
        paragraph.kind is Kind.BODY
        and text[waiting[-1][-1].start : waiting[-1][-1].end].rstrip()[-1] in ",("
        and text[paragraph.start : paragraph.end].lstrip()[:1].islower()
    )


def sentences(source: Source, folded: str) -> list[Sentence]:
    """The sentences of the text; table rows are left to the table reader."""
    result: list[Sentence] = []
    for number, flow in enumerate(_flows(source, folded)):
        first = flow[0]
        if first.kind is Kind.ROW:
            continue
        spans: list[tuple[int, int]] = []
        for paragraph in flow:
            pieces = _split(source.text, folded, paragraph)
            for index, piece in enumerate(pieces):
                spans.append(piece)
                if index < len(pieces) - 1 or piece[1] - spans[0][0] > _LONGEST:
                    result.append(Sentence(tuple(spans), number, first))
                    spans = []
        if spans:
            result.append(Sentence(tuple(spans), number, first))
    return sorted(result, key=lambda sentence: sentence.spans)


def _split(text: str, folded: str, paragraph: Paragraph) -> list[tuple[int, int]]:
    """The pieces of a paragraph that full stops and new items end."""
    pieces: list[tuple[int, int]] = []
    start = paragraph.start
    for stop in _stops(folded, start, paragraph.end):
        end = stop + 1
        if end - start >= _SHORTEST and _ends(text, folded, start, stop):
            pieces += _readable(folded, start, end)
            start = end
    if text[start : paragraph.end].strip():
        pieces += _readable(folded, start, paragraph.end)
    return pieces


def _stops(folded: str, start: int, end: int) -> list[int]:
    """Where marks stand that may end a sentence before the paragraph ends."""
    result = []
    for mark in _STOPS:
        stop = folded.find(mark, start, end - 1)
        while stop >= 0:
            behind = folded[stop + 1]
            if behind in _BEHIND_STOP or behind.isspace():
                result.append(stop)
            stop = folded.find(mark, stop + 1, end - 1)
    return sorted(result)


def _readable(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """What stands between two full stops, in pieces that end with a clause or a word where it is longer than anybody
    writes: the effort of reading a sentence grows faster than its length."""
    pieces = []
    while end - start > _LONGEST:
        stop = start + _LONGEST
        stop = next((at + 1 for mark in "; " if (at := folded.rfind(mark, start, stop)) >= 0), stop)
        pieces.append((start, stop))
        start = stop
    pieces.append((start, end))
    return pieces


def _ends(text: str, folded: str, start: int, stop: int) -> bool:
    """Whether the mark at `stop` ends the sentence that began at `start`."""
    opening = _OPENING.match(folded, stop + 1)
    if opening is None:
        return False
    following = text[opening.start(1)]
    if folded[stop] != "." or not (following.islower() or following.isdigit() or folded[stop - 1].isalpha()):
        return True
    number = folded[stop - 1].isdigit() and following.isdigit()
    return not (following.islower() or number or _abbreviated(folded, max(start, stop - 6), stop))


def _abbreviated(folded: str, start: int, stop: int) -> bool:
    """Whether an abbreviation stands before `stop`, behind `start`."""
    word = folded[start:stop].rpartition(" ")[2]
    if word.isalpha():
        return word in _ABBREVIATIONS
    return _ABBREVIATED.search(folded, start, stop) is not None
