"""The blocks of the form around the text: head, title, signature and recipients."""

from collections.abc import Iterable, Sequence

from tonghop.printing import fonts
from tonghop.printing.form import (
    GAP,
    ISSUER_WIDTH,
    LETTERS,
    MOTTO,
    RECIPIENTS,
    RECIPIENTS_WIDTH,
    SHORT_RULE,
    SIGNER_WIDTH,
    STATE,
    STATE_WIDTH,
    TEXT_WIDTH,
    Letters,
)
from tonghop.printing.word.xml import Element, element, gap, paragraph, text, twips
from tonghop.printing.wording import Frame


def head(frame: Frame) -> Element:
    """Superior, issuer and number to the left; the names of the state, place and date to the right."""
    left = [_line("Superior", frame.superior)] if frame.superior else []
    left += [_line("Issuer", frame.issuer), _short_rule(frame.issuer, LETTERS["issuer"], ISSUER_WIDTH)]
    right = [_line("State", STATE), _line("Motto", MOTTO)]
    right.append(_rule(fonts.width(MOTTO, LETTERS["motto"]), STATE_WIDTH))
    number = [_line("Number", frame.number)]
    number += [_line(*each) for each in (("About", frame.about), ("Remark", frame.remark)) if each[1]]
    return _side_by_side((ISSUER_WIDTH, STATE_WIDTH), ((left, right), (number, [_line("Dated", frame.dated)])))


def title(frame: Frame) -> Iterable[Element]:
    """The kind of document and what it is about, a short rule below; to whom it is written."""
    if frame.about:
        yield gap(3 * GAP)
    else:
        yield _line("Title", frame.title)
        yield _line("Subtitle", frame.subject)
        yield _short_rule(frame.subject, LETTERS["subject"], TEXT_WIDTH)
        yield gap(2 * GAP)
    if frame.address:
        yield _line("Address", frame.address)


def foot(frame: Frame) -> Element:
    """Who receives it, or who else signs it, to the left; who signs it to the right."""
    left = [_line("Recipients", RECIPIENTS)] if frame.recipients else []
    left += [_line("Recipient", line) for line in frame.recipients]
    if frame.offices_beside:
        left = _signing(frame.offices_beside, frame.signer_beside)
    right = _signing(frame.offices, frame.signer)
    return _side_by_side((RECIPIENTS_WIDTH, SIGNER_WIDTH), ((left, right),))


def _signing(offices: Iterable[str], name: str) -> list[Element]:
    return [*(_line("Office", line) for line in offices), _line("Signer", name)]


def _line(style: str, content: str) -> Element:
    return paragraph(style, text(content))


def _short_rule(line: str, letters: Letters, room: float) -> Element:
    """The rule under a line that is shorter than it."""
    longest = max(fonts.width(part, letters) for part in line.split("\n"))
    return _rule(SHORT_RULE * min(longest, room), room)


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
    return element("tc", sized, *(content or [gap(1)]))
