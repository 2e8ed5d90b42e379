"""From the unit of measure that was read to that of an indicator."""

from decimal import Decimal

from tonghop.catalog import compounds, units
from tonghop.catalog.conversion import factor


def converted(indicator: str, canonical: str, written: str) -> Decimal | None:
    """What a number of `written` is multiplied with to be one of `canonical`; None where they do not convert.

    A counted noun may come with words that qualify it (`phương án bồi thường` are `phương án`).
    """
    by = factor(indicator, canonical, written)
    words = written.lower().split()
    for size in range(len(words) - 1, 0, -1):
        if by is not None:
            break
        head = " ".join(words[:size])
        by = None if head in units() else factor(indicator, canonical, head)
        if by is None and head in compounds():
            break
    return by
