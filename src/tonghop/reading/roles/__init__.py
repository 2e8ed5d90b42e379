"""What each measure of a sentence does: its role, hedge, direction, plan authority, and what it qualifies."""

from tonghop.core.figure import Role
from tonghop.reading.roles.authorities import assign_authorities
from tonghop.reading.roles.hedges import hedge_of
from tonghop.reading.roles.neighbours import settle, take_over
from tonghop.reading.roles.percentages import percentage_role
from tonghop.reading.roles.qualifying import qualified
from tonghop.reading.roles.quantities import named_in_front, quantity_role
from tonghop.reading.statements import Statement

__all__ = ["assign"]


def assign(statement: Statement) -> None:
    """Fill in hedge, role, direction, `of` and plan authority of every measure of the statement."""
    following = None
    for measure in reversed(statement.measures):
        measure.hedge = hedge_of(measure)
        if measure.token.unit_kind == "bare":
            named_in_front(measure)
        measure.role = percentage_role(measure, following) if measure.is_percent else quantity_role(measure)
        following = measure
    settle(statement)
    for index, measure in enumerate(statement.measures):
        if measure.is_percent:
            take_over(statement, index)
        if measure.role is not Role.PLAN_VALUE and (measure.is_percent or measure.role in (Role.DELTA, Role.SCORE)):
            measure.of = qualified(statement, index)
    assign_authorities(statement)
