"""The blocks of the form around the text: head, title, signature and recipients."""

from collections.abc import Iterable, Sequence

from tonghop.core.paper import Letterhead, Paper
from tonghop.printing import fonts, wording
from tonghop.printing.form import (
    GAP,
    ISSUER_WIDTH,
    LETTERS,
    MOTTO,
    RECIPIENTS_WIDTH,
    SHORT_RULE,
    SIGNER_WIDTH,
    STATE,
    STATE_WIDTH,
    TEXT_WIDTH,
    Letters,
)
from tonghop.printing.word.xml import Element, element, gap, paragraph, text, twips


def head(letterhead: Letterhead, remark: str) -> Element:
    """Superior, issuer and number to the left; the names of the state, place and date to the right."""
    issuer = wording.clean(letterhead.issuer).upper()
    left = [_line("Superior", letterhead.superior.upper())] if letterhead.superior else []
    left += [_line("Issuer", issuer), _rule(_short(issuer, LETTERS["issuer"], ISSUER_WIDTH), ISSUER_WIDTH)]
    right = [_line("State", STATE), _line("Motto", MOTTO)]
    right += [_rule(fonts.width(MOTTO, LETTERS["motto"]), STATE_WIDTH)]
    number = [_line("Number", wording.numbered(letterhead))]
    if remark:
        number.append(_line("Remark", remark))
    rows = ((left, right), (number, [_line("Dated", wording.dated(letterhead))]))
    return _side_by_side((ISSUER_WIDTH, STATE_WIDTH), rows)


def title(paper: Paper) -> Iterable[Element]:
    """The kind of document and what it is about, a short rule below."""
    subject = wording.clean(paper.subject)
    yield _line("Title", paper.title.upper())
    yield _line("Subtitle", subject)
    yield _rule(_short(subject, LETTERS["subject"], TEXT_WIDTH), TEXT_WIDTH)
    yield gap(GAP)


def foot(paper: Paper) -> Element:
    """Who receives it to the left, who signs it to the right."""
    left = [_line("Recipients", "Nơi nhận:")] if paper.recipients else []
    left += [_line("Recipient", line) for line in wording.recipients(paper.recipients)]
    right = [_line("Office", line.upper()) for line in paper.signature.lines] + [_line("Signer", paper.signature.name)]
    return _side_by_side((RECIPIENTS_WIDTH, SIGNER_WIDTH), ((left, right),))


def _line(style: str, content: str) -> Element:
    return paragraph(style, *text(wording.clean(content)))


def _short(line: str, letters: Letters, room: float) -> float:
    """How long the rule under a line is."""
    return SHORT_RULE * min(fonts.width(line, letters), room)


def _rule(length: float, room: float) -> Element:
    indent = twips((room - length) / 2)
    return paragraph("Rule", properties=[element("ind", left=indent, right=indent)])


def _side_by_side(widths: Sequence[float], rows: Iterable[Sequence[list[Element]]]) -> Element:
    """A table without lines that sets things next to each other."""
    return element(
        "tbl",
        element(
            "tblPr",
            element("tblStyle", val="SideBySide"),
            element("tblW", w=twips(sum(widths)), type="dxa"),
            element("tblBorders", *(element(side, val="nil") for side in ("top", "left", "bottom", "right"))),
            element("tblLayout", type="fixed"),
        ),
        element("tblGrid", *(element("gridCol", w=twips(width)) for width in widths)),
        *(element("tr", element("trPr", element("cantSplit")), *map(_cell, widths, row)) for row in rows),
    )


def _cell(width: float, content: list[Element]) -> Element:
    sized = element("tcPr", element("tcW", w=twips(width), type="dxa"))
    return element("tc", sized, *(content or [element("p")]))
