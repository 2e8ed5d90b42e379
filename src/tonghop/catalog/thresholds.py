"""The thresholds by which targets are assessed (`data/thresholds.tsv`)."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache

from tonghop.catalog.table import Row, data, rows

_FILE = "thresholds.tsv"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which percentage of its plan on a missed target counts as nearly met."""

    nearly: Decimal


@cache
def thresholds() -> Thresholds:
    """Those of the catalog; raises CatalogError for a wrong line."""
    known = {
        row.choice("status", frozenset({"nearly"})): _percent(row)
        for row in rows(_FILE, data(_FILE), ("status", "percent"))
    }
    return Thresholds(**known)


def _percent(row: Row) -> Decimal:
    try:
        value = Decimal(row["percent"])
    except InvalidOperation:
        value = Decimal(0)
    if not 0 < value <= 100:
        raise row.error(f"`{row['percent']}` không phải là tỷ lệ phần trăm trên 0 và không quá 100")
    return value
