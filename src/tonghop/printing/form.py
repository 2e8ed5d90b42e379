"""The form of administrative documents (Nghị định 30/2020/NĐ-CP, Phụ lục I): one set of measures for all formats.

Lengths are in millimetres, sizes of letters in points.
"""

from dataclasses import dataclass

STATE, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
RECIPIENTS = "Nơi nhận:"

PAGE_WIDTH, PAGE_HEIGHT = 210, 297
TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 15
TEXT_WIDTH = PAGE_WIDTH - LEFT - RIGHT
WIDE_TEXT_WIDTH = PAGE_HEIGHT - LEFT - RIGHT
PAGE_NUMBER_AT = 10  # below the upper edge

ISSUER_WIDTH, STATE_WIDTH = 67, 98  # the two halves of the head
ISSUER_ROOM = 57  # for its lines, so that the halves stay apart
TITLE_ROOM = 145
RECIPIENTS_WIDTH, SIGNER_WIDTH = 80, 85
SIGNING_ROOM = 25  # between title and name
INDENT = 12.7  # of the first line of a paragraph
GAP = 6  # points between paragraphs
LEADING = 1.15  # of single spacing
CELL_INSET = 1.2  # between the rules of a table and its text
TABLE_SIZES = (12, 11, 10, 9)  # of the letters of tables: the largest with which every word fits
SHORT_RULE = 0.4  # of the line above: the decree asks for a third to a half


@dataclass(frozen=True, slots=True)
class Letters:
    """How the letters of a part are set."""

    size: int
    bold: bool = False
    italic: bool = False


LETTERS = {
    "body": Letters(14),
    "basis": Letters(14, italic=True),
    "article": Letters(14, bold=True),
    "note": Letters(10),
    "state": Letters(13, bold=True),
    "motto": Letters(14, bold=True),
    "superior": Letters(13),
    "issuer": Letters(13, bold=True),
    "number": Letters(13),
    "dated": Letters(13, italic=True),
    "remark": Letters(13, italic=True),
    "about": Letters(12),
    "title": Letters(14, bold=True),
    "subject": Letters(14, bold=True),
    "line": Letters(14, bold=True),
    "address": Letters(14),
    "heading1": Letters(14, bold=True),
    "heading2": Letters(14, bold=True),
    "heading3": Letters(14, bold=True, italic=True),
    "heading4": Letters(14, italic=True),
    "recipients": Letters(12, bold=True, italic=True),
    "recipient": Letters(11),
    "office": Letters(14, bold=True),
    "signer": Letters(14, bold=True),
    "appendix": Letters(14, bold=True),
    "appendix_title": Letters(14, bold=True),
    "attached": Letters(14, italic=True),
    "caption": Letters(14, bold=True),
    "measured_in": Letters(14, italic=True),
    "table_head": Letters(12, bold=True),
    "table_heading": Letters(12, bold=True),
    "table_cell": Letters(12),
    "page_number": Letters(14),
}
