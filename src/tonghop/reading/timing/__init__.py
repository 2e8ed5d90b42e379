"""When each figure was true, and whether it was done, estimated or planned."""

from tonghop.core.figure import Basis, Role
from tonghop.reading.statements import Measure, Statement
from tonghop.reading.timing.basis import in_tasks, is_intended, set_basis
from tonghop.reading.timing.era import Era, era_of
from tonghop.reading.timing.leads import PLANNED, basis_of_list
from tonghop.reading.timing.periods import COMPARING, base_period, inherit, school_years, set_period

__all__ = ["Era", "assign", "era_of", "settle"]


def assign(statements: list[Statement], era: Era) -> None:
    """Fill in basis, period, as-of date and base period of every measure."""
    schools = school_years(statements)
    tasks, listed = False, None
    for statement in statements:
        tasks = in_tasks(statement, tasks)
        listed = basis_of_list(statement, listed)
        otherwise = listed or (Basis.PLAN if tasks else Basis.ACTUAL)
        school = schools.get(statement.headings)
        for measure in statement.measures:
            if listed is Basis.PLAN and measure.role in PLANNED:
                measure.role = Role.PLAN_VALUE
            set_basis(statement, measure, otherwise)
            set_period(statement, measure, era, school)
            if is_intended(statement, measure, era):
                measure.role, measure.basis = Role.PLAN_VALUE, Basis.PLAN
        for measure in statement.measures:
            inherit(statement, measure)
            if measure.role in COMPARING:
                measure.base_period = base_period(statement, measure, era)


def settle(total: Measure, parts: tuple[Measure, ...], statements: list[Statement], era: Era) -> None:
    """Parts of an estimated total are estimated too, parts without a time of their own are of its period; and their
    percentages with them."""
    estimated = {id(part) for part in parts if part.basis is Basis.ACTUAL and total.basis is Basis.ESTIMATE}
    timeless = {id(part) for part in parts if part.period == era.period != total.period}
    own = estimated | timeless
    for part in parts:
        if id(part) in estimated:
            part.basis = Basis.ESTIMATE
        if id(part) in own:
            part.period, part.as_of = total.period, total.as_of
    for statement in statements if own else ():
        for measure in statement.measures:
            if id(measure.of) in own:
                inherit(statement, measure)
