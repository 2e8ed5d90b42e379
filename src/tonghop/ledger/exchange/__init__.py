"""Figures in and out as files (xlsx, CSV, JSON): one template, one tolerant reader, all rows or none."""

from tonghop.ledger.exchange.errors import RefusedFile, UnknownFormat, WrongTemplate
from tonghop.ledger.exchange.export import settled_facts
from tonghop.ledger.exchange.loading import Imported, import_file
from tonghop.ledger.exchange.reader import Opener, read
from tonghop.ledger.exchange.sheets import Heading, Sheet, sheet
from tonghop.ledger.exchange.tables import Content, Table, write_lines, write_rows, write_table
from tonghop.ledger.exchange.writer import FORMATS, write

__all__ = [
    "FORMATS",
    "Content",
    "Heading",
    "Imported",
    "Opener",
    "RefusedFile",
    "Sheet",
    "Table",
    "UnknownFormat",
    "WrongTemplate",
    "import_file",
    "read",
    "settled_facts",
    "sheet",
    "write",
    "write_lines",
    "write_rows",
    "write_table",
]
