"""Lines that say of the list below them that it is a plan, or an estimate."""

import re
from typing import Final

from tonghop.core.figure import Basis, Role
from tonghop.reading.layout import Kind
from tonghop.reading.statements import Statement

PLANNED: Final = frozenset({Role.AMOUNT, Role.COUNT, Role.AREA, Role.LENGTH})
_ASSIGNED: Final = re.compile(
    r"(?:giao|điều chỉnh|phân bổ|thông qua|phê duyệt|quyết định)[^:.;]{0,60}(?:dự toán|kế hoạch|chỉ tiêu)"
    r"[^:.;]{0,90}như sau ?:"
)
_ESTIMATED: Final = re.compile(r"[\s*\-+•]*(?:ước|dự kiến)[^:.;]{0,60}:\s*$")
_TOLD: Final = re.compile(r"(?<!\w)(?:đạt|tăng|giảm|so với|đã|ước|thực hiện)(?!\w)")
_ITEM: Final = re.compile(r"\s*[-+•]")


def basis_of_list(statement: Statement, above: Basis | None) -> Basis | None:
    """What a line says of itself and of the list below it; `above` is what the line above it said, if anything."""
    folded = statement.folded
    if ":" in folded:
        if "như sau" in folded and _ASSIGNED.search(folded):
            return Basis.PLAN
        if _ESTIMATED.match(folded):
            return Basis.ESTIMATE
    if above is None or statement.sentence.kind is Kind.HEADING:
        return None
    goes_on = _ITEM.match(folded) if above is Basis.ESTIMATE else not _TOLD.search(folded)
    return above if goes_on else None
