"""Units that multiply to another unit (`data/products.tsv`)."""

from collections.abc import Mapping
from fractions import Fraction
from functools import cache

from tonghop.catalog.table import data, rows

_FILE = "products.tsv"


@cache
def scales() -> Mapping[frozenset[str], Fraction]:
    """By what a product of values is multiplied, by the units of its factors and of the product together.

    Raises CatalogError for a wrong line.
    """
    found: dict[frozenset[str], Fraction] = {}
    for row in rows(_FILE, data(_FILE), ("units", "product", "divisor")):
        if not row["divisor"].isdecimal() or int(row["divisor"]) == 0:
            raise row.error(f"`{row['divisor']}` không phải là số nguyên dương")
        found[frozenset((*row.list("units"), row["product"]))] = Fraction(1, int(row["divisor"]))
    return found
