"""Whether a figure was done, estimated for a running period, or planned."""

import re
from functools import lru_cache
from typing import Final

from tonghop.catalog.cues import cues
from tonghop.core.figure import Basis, Role
from tonghop.core.period import is_part_of_year
from tonghop.reading.layout import Kind
from tonghop.reading.lexicon import alternatives, beginning
from tonghop.reading.statements import Measure, Statement, in_same_period
from tonghop.reading.timing.era import Era

_WORDS: Final = cues().time
_BASIS_OF: Final = {word: basis for basis in Basis for word in _WORDS[basis.value]}
_MARK: Final = re.compile(rf"(?:{beginning(_BASIS_OF)}|; ?đến ngày)(?!\w)")
_SPENT: Final = re.compile(r";|\) [a-zđ]")
_PLANNED_UNITS: Final = _WORDS["planned_units"]
_JUDGED: Final = re.compile(r" (?:vượt|đạt|hoàn thành|không đạt|cơ bản)")
_TASKS: Final = re.compile(rf"{alternatives(_WORDS['tasks'])}|nhiệm vụ \d+ tháng")
_RESULTS: Final = re.compile(alternatives(_WORDS["results"]))
_OUTLINED: Final = re.compile(
    r"\s*[*#]*\s*(?:[ivxl]+ ?[./)-]|\d|phần|[a-hđ] ?[.)]|phương hướng|(?:một số )?nhiệm vụ|mục tiêu|giải pháp)"
)
_TARGETS: Final = re.compile(
    r"[\s\-+*]*(?:\d+[.)] *)?(?:các )?(?:mục tiêu|phấn đấu|chỉ tiêu (?:chủ yếu )?(?:năm|kế hoạch))[^:.]{0,50}:"
)
_INTENDED: Final = re.compile(r"dự kiến(?![^,;.]{0,40}đạt)")
_FRAME: Final = re.compile(
    r"\w+(?: tính)? (?:(?:đến|trong|cả|hết|cuối|tháng|quý|năm)(?!\w)[^,;:.()]{0,40}|\d+ tháng[^,;:.()]{0,12}),"
)
_DIRECTED: Final = ("nhiệm vụ", "đề ra mục tiêu")
_DIRECTIONS: Final = re.compile(r"(?:yêu cầu|chỉ đạo)[^:]*nhiệm vụ[^:]*:\W*$|đề ra mục tiêu[^:]*:\W*$")


def tasks_parts(statements: list[Statement]) -> set[tuple[str, ...]]:
    """The parts of a text on what is still to be done, by their headings."""
    parts = {statement.headings for statement in statements}
    return {headings for headings in parts if any(map(_is_tasks_heading, headings))}


def in_tasks(statement: Statement, parts: set[tuple[str, ...]], before: bool) -> bool:
    """Whether a statement stands in a part on what is still to be done; `before` tells of the one before it."""
    headings, folded = statement.headings, statement.folded
    if (before and not headings) or headings in parts:
        return True
    if statement.sentence.kind is Kind.HEADING and _is_tasks_heading(folded):
        return True
    if ":" not in folded:
        return False
    directed = any(word in folded for word in _DIRECTED)
    return bool(_TARGETS.match(folded)) or (directed and bool(_DIRECTIONS.search(folded)))


@lru_cache(maxsize=1024)
def _is_tasks_heading(title: str) -> bool:
    outlined = _OUTLINED.match(title) and _TASKS.search(title)
    return bool(outlined) and not _RESULTS.search(title.split("nhiệm vụ")[0])


class Mark:
    """A word of estimate, plan or fact in a sentence; `opens` tells whether a semicolon stands right before it."""

    def __init__(self, folded: str, match: re.Match[str]) -> None:
        self.words = match[0]
        self.start, self.end = match.span()
        self.basis = _BASIS_OF.get(self.words, Basis.ACTUAL)
        self.opens = ";" in folded[max(0, self.start - 12) : self.start]


def marks_of(statement: Statement) -> list[Mark]:
    """The marks of a sentence up to its last measure."""
    folded = statement.folded
    return [Mark(folded, match) for match in _MARK.finditer(folded, 0, statement.measures[-1].at + 1)]


def set_basis(statement: Statement, measure: Measure, marks: list[Mark], otherwise: Basis) -> None:
    """Fill in the basis from the marks before the measure; `otherwise` is what the part of the text gives it."""
    measure.basis = Basis.ACTUAL
    if measure.role is Role.PLAN_VALUE or _is_planned(measure):
        measure.basis = Basis.PLAN
    elif not in_same_period(statement, measure):
        measure.basis = _marked(statement.folded, measure, marks) or otherwise


def _is_planned(measure: Measure) -> bool:
    """`24 chỉ tiêu` are set, `6 chỉ tiêu vượt kế hoạch` are results."""
    planned = (measure.unit or "").startswith(_PLANNED_UNITS) and measure.token.pair_role != "numerator"
    return planned and not _JUDGED.match(measure.after)


def _marked(folded: str, measure: Measure, marks: list[Mark]) -> Basis | None:
    """What the last word of estimate, plan or fact that still governs the measure gives it."""
    marked: Basis | None = None
    for mark in marks:
        if mark.end > measure.at:
            break
        since = folded[mark.end : measure.at]
        closed = ")" in since and since.count(")") > since.count("(")
        fact = mark.basis is Basis.ACTUAL
        spent = not fact and _SPENT.search(since) and not _governs_all(folded, mark)
        goes_on = fact and marked and (mark.words == "kết quả" or (marked is Basis.ESTIMATE and not mark.opens))
        if not (closed or spent or goes_on):
            marked = mark.basis
    return marked


def _governs_all(folded: str, mark: Mark) -> bool:
    """`Ước đến cuối tháng 9, …; …`, `Năm 2025 phấn đấu: …; …`: a mark that opens its sentence, or the list in it."""
    opens = folded[: mark.start].rstrip(" *-+•")
    return folded.startswith(":", mark.end) or (opens[-1:] in ("", ":") and bool(_FRAME.match(folded, mark.start)))


def is_intended(statement: Statement, measure: Measure, era: Era) -> bool:
    """`Dự kiến số tiền … trong năm 2024 là …` in a report on part of 2024 states a plan."""
    if measure.role is not Role.AMOUNT or measure.basis is not Basis.ESTIMATE or measure.period != era.year:
        return False
    before = statement.folded[: measure.at]
    return is_part_of_year(era.period) and bool(_INTENDED.search(before)) and "ước" not in before
