"""What cells are called in sentences for people: by names, not by keys and codes."""

from collections.abc import Mapping

from tonghop.core.fact import Cell
from tonghop.core.period import period_in_words
from tonghop.ledger import units
from tonghop.ledger.models import Indicator


def called(cell: Cell) -> Mapping[str, str]:
    """The names of the `indicator`, the `unit` and the `span` of a cell; the key and the code where there is none."""
    name = Indicator.objects.filter(key=cell.indicator).values_list("name", flat=True).first()
    return {
        "indicator": name or cell.indicator,
        "unit": units.name_of(cell.unit, cell.span.ends),
        "span": period_in_words(cell.span.code, str),
    }
