"""Whose plan a percentage or plan value is of: `dự toán Thành phố và Quận giao` → `TP+Quận`."""

import re
from typing import Final

from tonghop import catalog
from tonghop.core.figure import Role
from tonghop.reading.lexicon import beginning
from tonghop.reading.statements import Measure, Statement

_AUTHORITY: Final = re.compile(rf"(?:{beginning(catalog.plan_authorities())})(?!\w)")
_END: Final = re.compile(r"[;.(%,](?:(?<!,)| (?!hđnd|ubnd|tỉnh|quận|huyện|thành phố|xã|phường))")


def assign_authorities(statement: Statement) -> None:
    """Fill in `plan_of`; `giao` without a name means the authority named last in the paragraph."""
    last: str | None = None
    for measure in statement.measures:
        if measure.role is Role.PERCENT_OF_PLAN:
            words = _END.split(measure.after[:100], maxsplit=1)[0]
        elif measure.role is Role.PLAN_VALUE:
            words = _END.split(measure.before[-80:])[-1]
        else:
            continue
        assigned = "giao" in words
        named = [match[0] for match in _AUTHORITY.finditer(words) if assigned or match[0] != words]
        codes = dict.fromkeys(catalog.plan_authorities()[name] for name in named)
        measure.plan_of = "+".join(codes) or measure.plan_of or ((last or _before(statement)) if assigned else None)
        last = measure.plan_of or last


def _before(statement: Statement) -> str | None:
    earlier: list[Measure] = statement.previous.measures if statement.previous else []
    return next((measure.plan_of for measure in reversed(earlier) if measure.plan_of), None)
