"""A register as a book on paper: what each case is, on pages turned on their side."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from textwrap import shorten

from django.utils.timezone import localdate

from tonghop.catalog.registers import Kind
from tonghop.core.paper import Align, Appendix, Column, Paper, Paragraph, Row, Section, Signature, Table
from tonghop.drafting.frame import issuer_on
from tonghop.ledger.cases import Sought
from tonghop.ledger.cases.errors import TooLongToPrint
from tonghop.ledger.cases.exporting import NARROWED, Book, open_book
from tonghop.ledger.exchange import Content
from tonghop.ledger.exchange.tables import in_words
from tonghop.ledger.models import Account, Unit
from tonghop.printing.wording import number

MOST = 2000
"""How many cases a printed book may have."""
_SYMBOL = "STD"
_NUMBER, _RECEIVED = 0, 1
_CLOSING = (
    "Bản in có {count} hồ sơ, theo thông tin trong sổ theo dõi đến hết ngày {day}; "
    "danh sách từng hồ sơ ở phụ lục kèm theo, nội dung dài được rút gọn và có đầy đủ ở phiếu theo dõi của hồ sơ."
)
_OWN, _STATE, _WIDEST = 4, 2, 9
_NARROW, _WIDE, _OWN_WIDTHS = 2, 4, (2, 2, 3, 2)
_WIDTHS = {
    Kind.LONG: 10,
    Kind.CHOICE: 3,
    Kind.PLACE: 3,
    Kind.DATE: 2,
    Kind.YEAR: 2,
    Kind.COUNT: 2,
    Kind.MONEY: 3,
    Kind.AREA: 2,
    Kind.YES_NO: 2,
}
_LONGEST = 300  # letters of a text; the whole stands on the card of the case


def register_book(account: Account, sought: Sought, unit: Unit, form: str, narrowed: str = "") -> Paper:
    """The book of the cases that answer, masked as every file of a register and recorded like it.

    Where these are not all cases, what they are `narrowed` to is told at its beginning and above the list.
    Raises UnknownRegister, Forbidden, TooLongToPrint.
    """
    book = open_book(account, sought, unit, form)
    if book.count > MOST:
        raise TooLongToPrint(book.count, MOST)
    today, lines = localdate(), sorted(book.lines, key=_order)
    head = issuer_on(unit, today)
    day = f"{today:%d/%m/%Y}"
    told = (Paragraph((NARROWED.format(narrowed),)),) if narrowed else ()
    return Paper(
        letterhead=replace(head.letterhead(_SYMBOL), dated=today),
        title=book.register.name.upper(),
        subject=f"của {head.body}, lập ngày {day}",
        opening=told,
        sections=(Section("tinh-hinh", 1, "Tình hình chung", (_states(lines),)),),
        closing=(Paragraph((_CLOSING.format(count=number(Decimal(book.count)), day=day),)),),
        signature=Signature(("NGƯỜI LẬP SỔ",), account.full_name),
        appendices=(Appendix(f"{book.register.name}, đến ngày {day}", (*told, _cases(book, lines)), wide=True),),
    )


def _states(lines: Sequence[Sequence[Content]]) -> Table:
    """How many cases there are in each state."""
    counted = Counter(str(line[_STATE]) for line in lines)
    rows = [*counted.items(), ("Tổng số", len(lines))]
    columns = (Column("Trạng thái", _WIDE, Align.START), Column("Số hồ sơ", _NARROW))
    return Table(columns, tuple(Row(((name,), (number(Decimal(count)),))) for name, count in rows))


def _cases(book: Book, lines: Sequence[Sequence[Content]]) -> Table:
    """The cases: number, day, state, limit, and as many of their fields as a page takes, the required ones first."""
    fields = list(book.register.fields.values())
    order = sorted(range(len(fields)), key=lambda at: not fields[at].required)[: _WIDEST - _OWN]
    chosen = [*range(_OWN), *(at + _OWN for at in sorted(order))]
    widths = [*_OWN_WIDTHS, *(_WIDTHS.get(fields[at].type, _WIDE) for at in sorted(order))]
    columns = [Column(book.headings[at], width, Align.START) for at, width in zip(chosen, widths, strict=True)]
    rows = (Row(tuple((_text(line[at]),) for at in chosen)) for line in lines)
    return Table(tuple(columns), tuple(rows))


def _order(line: Sequence[Content]) -> tuple[date, int, int]:
    """A book goes on from day to day, and within a day by number."""
    number_, year = map(int, str(line[_NUMBER]).split("/"))
    received = line[_RECEIVED]
    return received if isinstance(received, date) else date.min, year, number_


def _text(content: Content) -> str:
    return shorten(" ".join(in_words(content, number).split()), _LONGEST, placeholder=" …")
