"""Units that multiply to another unit (`data/products.tsv`)."""

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import cache

from tonghop.catalog.table import data, rows

_FILE = "products.tsv"
_DIVISOR = re.compile(r"[1-9]\d*(?:/[1-9]\d*)?")


@cache
def scales() -> Mapping[frozenset[str], Fraction]:
    """By what a product of values is multiplied, by the units of its factors and of the product together.

    Raises CatalogError for a wrong line.
    """
    found: dict[frozenset[str], Fraction] = {}
    for row in rows(_FILE, data(_FILE), ("units", "product", "divisor")):
        if not _DIVISOR.fullmatch(row["divisor"]):
            raise row.error(f"`{row['divisor']}` không phải là số nguyên dương hay phân số")
        found[frozenset((*row.list("units"), row["product"]))] = 1 / Fraction(row["divisor"])
    return found
