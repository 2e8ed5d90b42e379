"""When each figure was true, and whether it was done, estimated or planned."""

import re
from typing import Final

from tonghop.core.figure import Basis, Role
from tonghop.reading.relations.spans import adding
from tonghop.reading.statements import Measure, Statement
from tonghop.reading.timing.basis import in_tasks, is_intended, marks_of, set_basis, tasks_parts
from tonghop.reading.timing.era import Era, era_of
from tonghop.reading.timing.leads import PLANNED, basis_of_list
from tonghop.reading.timing.periods import (
    COMPARING,
    Setting,
    base_period,
    frame_of,
    inherit,
    plan_of_the_year,
    school_years,
    set_period,
)
from tonghop.reading.timing.sections import eras
from tonghop.reading.timing.words import governing

_DATED: Final = re.compile(r"(?<!\w)(?:tháng|quý) (?:\d|[iv]+(?!\w))")

__all__ = ["Era", "assign", "era_of", "settle"]


def assign(statements: list[Statement], whole: Era) -> None:
    """Fill in basis, period, as-of date and base period of every measure; `whole` is the time of the document, in a
    section whose heading names a part of the year it is that part."""
    schools, planned = school_years(statements), tasks_parts(statements)
    tasks, listed, frame = False, None, None
    for statement, era in zip(statements, eras(statements, whole), strict=True):
        tasks = in_tasks(statement, planned, tasks)
        listed = basis_of_list(statement, listed)
        otherwise = listed or (Basis.PLAN if tasks else Basis.ACTUAL)
        statement.governing = governing(statement)
        frame = frame_of(statement, frame, era)
        if not statement.measures:
            continue
        setting = Setting(statement, era, schools.get(statement.headings), frame)
        marks = marks_of(statement)
        for measure in statement.measures:
            if listed is Basis.PLAN and measure.role in PLANNED:
                measure.role = Role.PLAN_VALUE
            set_basis(statement, measure, marks, otherwise)
            set_period(statement, measure, setting)
            if is_intended(statement, measure, era):
                measure.role, measure.basis = Role.PLAN_VALUE, Basis.PLAN
        for measure in statement.measures:
            inherit(statement, measure)
            if measure.role is Role.PLAN_VALUE:
                plan_of_the_year(statement, measure)
            if measure.role in COMPARING:
                measure.base_period = base_period(statement, measure, era)


def settle(total: Measure, parts: tuple[Measure, ...], statements: list[Statement], era: Era) -> None:
    """Parts of an estimated total are estimated too, parts that make up a plan are planned, parts without a time of
    their own are of its period; and their percentages with them."""
    if total.role is Role.PLAN_VALUE and adding(total, list(parts)) == len(parts):
        for part in parts:
            part.role, part.basis = Role.PLAN_VALUE, Basis.PLAN
    estimated = {id(part) for part in parts if part.basis is Basis.ACTUAL and total.basis is Basis.ESTIMATE}
    timeless = {
        id(part) for part in parts if part.period == era.period != total.period and not _DATED.search(part.before)
    }
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
