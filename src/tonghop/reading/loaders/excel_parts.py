"""What the XML of a spreadsheet tells before it is opened: merged areas, and formulas stored without their values."""

from dataclasses import dataclass
from io import BytesIO
from typing import IO

from lxml import etree
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter
from openpyxl.worksheet.cell_range import CellRange

from tonghop.reading.loaders.refusal import WIDE_MERGE, Refusal

_MOST_MERGED = 2_000_000


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The cells whose formulas have no value, and how many places the merged areas cover."""

    uncomputed: frozenset[str]
    merged: int


def uncomputed_formulas(data: bytes) -> dict[str, frozenset[str]]:
    """For each sheet the cells (`C7`) whose formulas were never computed.

    Raises Refusal where so many cells are merged that opening the sheet would not end.
    """
    reader = ExcelReader(BytesIO(data))
    reader.read_manifest()
    reader.read_workbook()
    found = {}
    for entry, part in reader.parser.find_sheets():
        if part.target not in reader.valid_files:
            continue
        with reader.archive.open(part.target) as stream:
            sheet = _scanned(stream)
        if sheet.merged > _MOST_MERGED:
            raise Refusal(WIDE_MERGE, entry.name)
        found[entry.name] = sheet.uncomputed
    return found


def _scanned(stream: IO[bytes]) -> _Sheet:
    uncomputed, merged, row, column = set(), 0, 0, 0
    tags = ("{*}c", "{*}row", "{*}mergeCell")
    for event, element in etree.iterparse(stream, events=("start", "end"), tag=tags, resolve_entities=False):
        name, reference = etree.QName(element).localname, element.get("r")
        if event == "start":
            if name == "row":
                row, column = int(reference or row + 1), 0
            continue
        if name == "mergeCell":
            merged += _area(element.get("ref", "A1"))
        elif name == "c":
            column = coordinate_to_tuple(reference)[1] if reference else column + 1
            if _is_uncomputed(element):
                uncomputed.add(reference or f"{get_column_letter(column)}{row}")
        element.clear()
    return _Sheet(frozenset(uncomputed), merged)


def _area(reference: str) -> int:
    size = CellRange(reference).size
    return size["rows"] * size["columns"]


def _is_uncomputed(cell: etree._Element) -> bool:
    """Whether a formula has no value; one whose value is the empty text has it, and says so by its type."""
    return cell.find("{*}f") is not None and cell.get("t") != "str" and not cell.findtext("{*}v")
