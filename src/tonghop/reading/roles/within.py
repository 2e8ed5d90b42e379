"""Changes behind `52 vụ, trong đó tháng 10 là 7 vụ`: of the part, or of the whole that it is named of.

The words leave it open; where the arithmetic fits only one of them, that one is meant.
"""

import re
from typing import Final

from tonghop.core.figure import Role
from tonghop.reading.relations.quotients import is_change_by, is_whole, leads_to_whole
from tonghop.reading.roles.phrases import CHANGES
from tonghop.reading.statements import Measure, Statement

_PART: Final = re.compile(r"(?<!\w)(?:trong (?:số )?đó|riêng)(?!\w)")


def whole_of(statement: Statement, part: Measure) -> Measure | None:
    """The last quantity of its unit before the words that make it a part, in the same clause."""
    if "trong " not in statement.folded and "riêng" not in statement.folded:
        return None
    markers = [marker.start() for marker in _PART.finditer(statement.folded, 0, part.at)]
    before = (m for m in reversed(statement.measures) if markers and m.at < markers[-1])
    alike = (m for m in before if m.unit == part.unit and m.role is part.role and m.path == part.path[: len(m.path)])
    whole = next(alike, None)
    return whole if whole and whole.clause == part.clause and whole.token.number > part.token.number else None


def meant(statement: Statement, part: Measure, index: int) -> Measure:
    """The part, or the whole where only that can have changed as the measure at `index` and its rate say."""
    change = _change(statement, index)
    whole = whole_of(statement, part) if change else None
    return whole if change and whole and _fits(whole, *change) and not _fits(part, *change) else part


def is_open(statement: Statement, part: Measure, delta: Measure | None, percent: Measure) -> bool:
    """Whether a change that does not fit the part it follows may be of the whole, which it does not fit either."""
    return whole_of(statement, part) is not None and not _fits(part, delta, percent)


def _change(statement: Statement, index: int) -> tuple[Measure | None, Measure] | None:
    """The difference and the rate of the change that the measure at `index` opens; None without a rate."""
    measure = statement.measures[index]
    if measure.is_percent:
        return (None, measure) if measure.role in CHANGES else None
    rate = statement.measures[index + 1] if index + 1 < len(statement.measures) else None
    if measure.role is not Role.DELTA or rate is None or rate.role not in CHANGES:
        return None
    return (measure, rate) if rate.path[: len(measure.path)] == measure.path else None


def _fits(value: Measure, delta: Measure | None, percent: Measure) -> bool:
    if delta is not None:
        return is_change_by(value, delta, percent)
    return not is_whole(value) or leads_to_whole(value, percent)
