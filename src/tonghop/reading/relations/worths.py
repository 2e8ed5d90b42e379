"""What an output is worth: `sản lượng 283 tấn. Giá bình quân 7,2 triệu đồng/tấn, giá trị 2.038 triệu đồng`."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from tonghop.catalog.products import scales
from tonghop.core.figure import Role
from tonghop.core.relation import Certainty, Product
from tonghop.reading.relations.quotients import Found
from tonghop.reading.relations.slips import could_be
from tonghop.reading.statements import Measure, Statement

_WORTH: Final = re.compile(r"(?:giá trị|trị giá|doanh thu|thành tiền|tổng thu|thu về|thu được)[^,;.]{0,40}$")
_NEAREST: Final = 2
_NEAR: Final = Decimal("0.05")
_LEAST, _MOST = Decimal("0.999"), Decimal("1.001")
_SLIPS: Final = (Decimal("0.001"), Decimal("0.1"), Decimal(1), Decimal(10), Decimal(1000))


def worth(statement: Statement, price: Measure) -> Iterator[Found]:
    """The product of the last output before a price per ton or kilogram with it, where an amount behind is near it, a
    slip or a power of ten away."""
    scale = scales().get(frozenset(("tấn", price.unit or "", "VND")))
    if scale is None:
        return
    index = statement.place_of(price)
    output = next(
        (m for m in reversed(statement.told_before(price)) if m.unit == "tấn" and m.role is Role.AMOUNT), None
    )
    behind = statement.measures[index + 1 : index + 1 + _NEAREST]
    amount = next((m for m in behind if m.unit == "VND" and m.role is Role.AMOUNT and _WORTH.search(m.before)), None)
    if output is None or amount is None or not amount.token.number or output.path != amount.path:
        return
    made = output.token.number * price.token.number * scale.numerator / scale.denominator
    near = any(abs(made / amount.token.number - slip) < slip * _NEAR for slip in _SLIPS)
    if near or could_be(amount, made * _LEAST, made * _MOST):
        yield Product((output.id, price.id), amount.id), Certainty.PRESUMED, "×"
