"""The period and as-of date of each figure: the governing time words of its sentence, paragraph and section."""

import calendar
import re
from typing import Final

from tonghop.core.figure import Basis, Role
from tonghop.core.period import (
    from_january,
    is_part_of_year,
    month_before,
    quarter_before,
    through_month,
    year_before,
    year_of,
)
from tonghop.reading.statements import Measure, Statement, in_same_period
from tonghop.reading.timing.era import Era, resolve
from tonghop.reading.timing.words import TERM, Cue, compares, entitles

Frame = tuple[str | None, str | None]
"""A period and an as-of date."""
COMPARING: Final = (Role.GROWTH, Role.DECLINE, Role.INDEX, Role.DELTA)

_BRACKET: Final = re.compile(r"[()]")
_END_OF: Final = re.compile(r"(?:hết|đến|tới|cuối)(?: cuối| hết)? ?(?:tháng|quý|năm) ?$")
_SCHOOL: Final = re.compile(r"giáo dục|đào tạo|năm học|trường học")
_OPENS_SCHOOL_YEAR: Final = re.compile(r"[\s*\-+]*(?:trong )?năm học ")
_SCHOOL_YEAR_AFTER: Final = re.compile(r"(?!.*(?:tuyển sinh|chuẩn bị))[^,;.()]*năm học ")
_TET: Final = re.compile(r"tết nguyên đán|quà tết|dịp tết|tết (?:giáp|ất|bính|đinh|mậu|kỷ|canh|tân|nhâm|quý) \w+")
_TET_GIFTS: Final = re.compile(r"suất|quà")
_WHOLE_YEARS: Final = ("cả năm", "hết năm", "đến cuối năm")
_WHOLE_YEAR: Final = re.compile(rf"(?<!kế hoạch )(?<!dự toán )(?:{'|'.join(_WHOLE_YEARS)})[^;.()]{{0,80}}$")
_SINCE_JANUARY: Final = re.compile(r"(?<!\w)từ đầu năm(?! \d)[^;.()]{0,120}$")
_YEAR_ITSELF: Final = re.compile(
    r"^[\s*\-+]*(?:trong |cả |tính chung |tính chung cả )?năm $|(?:trong|cả|hết|chung) năm $"
)
_FRAMES: Final = re.compile(
    r"[\s*\-+•]*(?:[^,;.:()]{0,60}: )?"
    r"(?:(?:trong|tính|lũy kế|luỹ kế|cộng dồn|bình quân|tổng kết|kết thúc)(?: chung)?(?: đến)?(?: hết)? ?)?"
    r"(?:ngày|tháng|quý|năm học|năm)? ?"
)
_OPENING: Final = 120  # where no opening ends so late
_SUMMED: Final = re.compile(r"[;,] (?:lũy kế|luỹ kế|cộng dồn)(?: quý| năm)? $")
# `Tháng 9 thu 12 tỷ đồng, lũy kế 100 tỷ đồng`: summed up since January, with no more words.
_SUMMED_UP: Final = re.compile(r"(?<!\w)(?:lũy|luỹ) kế(?! (?:đến|các|từ|giai|qua|trong) )[^;.()]{0,60}$")
_LEVEL: Final = re.compile(r"(?:từ|còn|lên|xuống|đến|là) $")
_IN_IT: Final = re.compile(
    r"(?<!\w)(?:trong (?:tháng|quý)|(?:tháng|quý) này)(?! \d| [ivx]+(?!\w)|[^\W\d_])[^;.()]{0,120}$"
)
_NOW: Final = re.compile(r"[\s*\-+•]*(?:tính )?(?:đến nay|đến thời điểm|hiện)")
_CONTINUING: Final = re.compile(r"[\s*\-+•]*(?:trong (?:đó|số|mức tăng)|cụ thể|gồm|bao gồm)")
_YEARLY: Final = re.compile(r"dự toán|(?:kế hoạch|kh|chỉ tiêu|nghị quyết)(?!\w)[^;.]{0,20}năm")
_TERM_AFTER: Final = re.compile(r"[^;.()]{0,110}giai đoạn ")
_YEAR_AFTER: Final = re.compile(r"[^,;.()]{0,40}năm ")
_BASE_AFTER: Final = re.compile(r"so (?:với )?(?:thời điểm|tháng|cuối|đầu|quý|năm)[^,;]{0,20}$")
_AGAINST: Final = re.compile(r"(?<!\w)so (?:với )?(?:(tháng|quý) (?:liền )?trước)?")
_AGAINST_AFTER: Final = re.compile(rf"[^,;.()]{{0,40}}?{_AGAINST.pattern}")
_BEFORE: Final = {"tháng": month_before, "quý": quarter_before, "năm": year_before}
_MONTH: Final = re.compile(r"(\d{4})-(\d\d)")
_YEAR: Final = re.compile(r"\d{4}")


def school_years(statements: list[Statement]) -> dict[tuple[str, ...], str]:
    """The school year that governs each section on education, by its headings: one of which its own figures are told.

    What is only prepared for a school year, or done in it, is no figure of it.
    """
    result: dict[tuple[str, ...], str] = {}
    for statement in statements:
        if not (statement.measures and statement.headings):
            continue
        for at, token in statement.times:
            school = str(token.value).startswith("SY") and _SCHOOL.search(statement.headings[-1])
            if school and _dates_a_figure(statement, at):
                result.setdefault(statement.headings, str(token.value))
    return result


def _dates_a_figure(statement: Statement, at: int) -> bool:
    """Whether a school year opens a sentence of figures, or stands behind one in the same clause."""
    folded = statement.folded
    if _OPENS_SCHOOL_YEAR.fullmatch(folded, 0, at):
        return True
    ends = (statement.end_of(measure) for measure in statement.measures if measure.at < at)
    return any(_SCHOOL_YEAR_AFTER.fullmatch(folded, end, at) for end in ends)


def frame_of(statement: Statement, before: Frame | None, era: Era) -> Frame | None:
    """The time with which a sentence of the paragraph opened, for those after it: `Quý III, … . Kết nạp 9 …`.

    `before` is the frame of the sentence before it. What is told of now has none.
    """
    if statement.previous is None or (before and _NOW.match(statement.folded)):
        before = None
    cues = statement.governing
    first = next((cue for cue in cues if cue[0] < _OPENING and _FRAMES.fullmatch(statement.folded, 0, cue[0])), None)
    if first is None:
        return before
    later = (cue for cue in cues if cue[0] > first[0] and _SUMMED.search(statement.folded, max(0, cue[0] - 24), cue[0]))
    return _meaning(statement, next(later, first), era)


class Setting:
    """What gives the measures of a statement their time, but for the time words before each.

    `school` is the school year of the section, `frame` the time of the paragraph: a whole year goes on only where the
    sentence goes on with what the one before told. The others tell whether words stand in it that few have.
    """

    def __init__(self, statement: Statement, era: Era, school: str | None, frame: Frame | None) -> None:
        folded = statement.folded
        self.era = era
        self.school = school
        self.frame = frame
        self.since_january = "từ đầu năm" in folded
        self.summed = "lũy kế" in folded or "luỹ kế" in folded
        self.tet = "tết" in folded
        self.tet_gifts = not self.tet and _tells_of_tet_gifts(statement)


def set_period(statement: Statement, measure: Measure, setting: Setting) -> None:
    """Fill in period and as-of date."""
    era = setting.era
    cue = _governing(statement, measure, era)
    measure.period, measure.as_of = era.period, None
    named = _right_behind(statement, measure) if statement.times else None
    if named and not in_same_period(statement, measure):
        measure.period = named
    elif _at_tet(statement, measure, cue, setting):
        measure.period = f"{era.year}-Tet"
    elif era.year and _of_whole_year(statement, measure, cue):
        measure.period = era.year
    elif setting.since_january and _SINCE_JANUARY.search(statement.folded, cue[0] if cue else 0, measure.at):
        measure.period = from_january(era.period)
    elif setting.summed and _SUMMED_UP.search(statement.folded, cue[0] if cue else 0, measure.at):
        period, measure.as_of = _meaning(statement, cue, era) if cue else (era.period, None)
        measure.period = from_january(period)
    elif cue:
        measure.period, measure.as_of = _meaning(statement, cue, era)
    else:
        measure.period, measure.as_of = _undated(statement, measure, setting)
    if in_same_period(statement, measure):
        measure.period, measure.as_of = year_before(measure.period), _day_a_year_before(measure.as_of)


def _undated(statement: Statement, measure: Measure, setting: Setting) -> Frame:
    """The period and as-of date of a measure before which its sentence names no time."""
    era, frame = setting.era, setting.frame
    if era.latest and _IN_IT.search(statement.folded, 0, measure.at):
        return era.latest, None
    if measure.footnote_of and measure.footnote_of.period:
        return measure.footnote_of.period, measure.footnote_of.as_of
    if period := setting.school or _trailing(statement, measure):
        return period, None
    if statement.previous and (dated := _last_date(statement.previous)):
        return _meaning(statement.previous, dated, era)
    if told := _continued(statement):
        return told.period, told.as_of
    if frame and (_CONTINUING.match(statement.folded) or not _YEAR.fullmatch(frame[0] or "")):
        return frame
    return era.period, None


def _of_whole_year(statement: Statement, measure: Measure, cue: Cue | None) -> bool:
    """`9 tháng thu 46 tỷ đồng, ước cả năm 60 tỷ đồng`."""
    named = "năm" in measure.before and any(words in measure.before for words in _WHOLE_YEARS)
    return named and _WHOLE_YEAR.search(statement.folded, cue[0] if cue else 0, measure.at) is not None


def plan_of_the_year(statement: Statement, measure: Measure) -> None:
    """An estimate, or a plan called one of the year, is of the whole year, however much of it has passed."""
    around = statement.folded[max(0, measure.at - 60) : statement.end_of(measure) + 60]
    year = year_of(measure.period)
    if year and is_part_of_year(measure.period) and _YEARLY.search(around):
        measure.period, measure.as_of = str(year), None


def _day_a_year_before(day: str | None) -> str | None:
    return year_before(day.replace("-02-29", "-02-28") if day else None)


def _governing(statement: Statement, measure: Measure, era: Era) -> Cue | None:
    """The last time word before the measure that speaks of it."""
    found: Cue | None = None
    for at, token in statement.governing:
        if at >= measure.at:
            break
        if _leaves(statement.folded[at : measure.at]):
            continue
        names_year = token.value == era.year and is_part_of_year(era.period)
        if names_year and not _YEAR_ITSELF.search(statement.folded[:at]):
            continue
        goes_on = found and _YEAR.fullmatch(str(token.value)) and "-" in str(found[1].value) and at - found[0] < 30
        if not goes_on:
            found = (at, token)
    return found


def _leaves(text: str) -> bool:
    """Whether the text closes a bracket that it did not open."""
    if ")" not in text:
        return False
    depth = 0
    for bracket in _BRACKET.findall(text):
        depth += 1 if bracket == "(" else -1
        if depth < 0:
            return True
    return False


def _last_date(statement: Statement) -> Cue | None:
    """The as-of date with which a statement ends; it governs the next one too."""
    last = statement.governing[-1] if statement.governing else None
    return last if last and last[1].role is Role.DATE else None


def _trailing(statement: Statement, measure: Measure) -> str | None:
    """The year or term right after the measure: `80 công dân nhập ngũ năm 2024`, `03 đề án giai đoạn 2020-2025`."""
    for at, token in statement.times:
        if at <= measure.at or token.role is not Role.PERIOD:
            continue
        between = statement.folded[statement.end_of(measure) : at]
        value = str(token.value)
        if TERM.fullmatch(value) and _TERM_AFTER.fullmatch(between):
            return value
        plain = _YEAR.fullmatch(value) and _YEAR_AFTER.fullmatch(between)
        if plain and not compares(between) and not entitles(between):
            return value
    return None


def _continued(statement: Statement) -> Measure | None:
    """`Tổng sản phẩm 9 tháng tăng 8,4%. Trong mức tăng chung, …`: the last figure of what a sentence goes on with."""
    before = statement.previous.measures if statement.previous else []
    if not before or not _CONTINUING.match(statement.folded):
        return None
    return next((m for m in reversed(before) if m.role is not Role.PLAN_VALUE and not m.path), None)


def _right_behind(statement: Statement, measure: Measure) -> str | None:
    """`giảm từ 5,4% năm 2020 còn 1,9% năm 2025`, `so với năm 2020 (928 tỷ đồng)`: the year right beside a measure."""
    end = statement.end_of(measure)
    told = statement.folded.startswith(" năm ", end) and (not measure.is_percent or _LEVEL.search(measure.before))
    in_bracket = statement.folded.endswith(" (", 0, measure.at)
    for at, token in statement.times if told or in_bracket else ():
        behind = told and at == end + len(" năm ")
        before = in_bracket and at + token.end - token.start + len(" (") == measure.at
        if (behind or before) and token.role is Role.PERIOD and _YEAR.fullmatch(str(token.value)):
            return str(token.value)
    return None


def _meaning(statement: Statement, cue: Cue, era: Era) -> tuple[str | None, str | None]:
    """(period, as-of date) that a governing time word gives; `đến hết tháng 5` is cumulative."""
    at, token = cue
    value = str(token.value)
    if token.role is Role.DATE:
        return f"{value[:4]}-YTD", value
    period = resolve(value, statement, at, era)
    month = _MONTH.fullmatch(period) if period else None
    if month and _END_OF.search(statement.folded[max(0, at - 20) : at]):
        last = calendar.monthrange(int(month[1]), int(month[2]))[1]
        return through_month(month[1], int(month[2])), f"{period}-{last}"
    return period, None


def _tells_of_tet_gifts(statement: Statement) -> bool:
    """Whether a statement goes on with gifts where the one before it told of Tết."""
    previous = statement.previous
    if previous is None or previous.measures or "tết" not in previous.folded:
        return False
    return bool(_TET.search(previous.folded)) and bool(_TET_GIFTS.search(statement.folded))


def _at_tet(statement: Statement, measure: Measure, cue: Cue | None, setting: Setting) -> bool:
    if not setting.tet:
        return cue is None and setting.tet_gifts
    *_, last = (None, *_TET.finditer(statement.folded, 0, statement.end_of(measure)))
    if last is None:
        return False
    yearly = cue is not None and cue[0] < last.start() and bool(_YEAR.fullmatch(str(cue[1].value)))
    return cue is None or yearly or abs(cue[0] - last.end()) < 24


def inherit(statement: Statement, measure: Measure) -> None:
    """A percentage or difference was true when the quantity it qualifies was."""
    if measure.of is None or in_same_period(statement, measure):
        return
    measure.period, measure.as_of = measure.of.period, measure.of.as_of
    if measure.of.basis is not Basis.PLAN:
        measure.basis = measure.of.basis


def base_period(statement: Statement, measure: Measure, era: Era) -> str | None:
    """The period a change is measured against: the one the words name, else the same period of the year before.

    `so với tháng trước` of what is of no month names none; nor does a change that leaves it open which of two
    comparisons in the sentence before it takes over.
    """
    for at, token in statement.times:
        near = measure.at < at < measure.at + 120 and token.role is Role.PERIOD
        if (
            near
            and isinstance(token.value, str)
            and _BASE_AFTER.search(statement.folded[statement.end_of(measure) : at])
        ):
            value = resolve(token.value, statement, at, era)
            last_year = (year_of(measure.period) or 0) - 1
            return year_before(measure.period) if value == str(last_year) else value
    steps = _steps(statement, measure)
    return _BEFORE[steps.pop()](measure.period) if len(steps) == 1 else None


def _steps(statement: Statement, measure: Measure) -> set[str]:
    """What a change may be measured against: what its sentence says, else what the one before says of its changes."""
    if said := _step(statement, measure):
        return {said}
    previous = statement.previous
    changes = [other for other in previous.measures if other.role in COMPARING] if previous else []
    return {said for other in changes if previous and (said := _step(previous, other))} or {"năm"}


def _step(statement: Statement, measure: Measure) -> str | None:
    """What the words measure a change against: `tháng` or `quý` for the one before, `năm`; None where they do not say.

    A semicolon ends what a comparison opens.
    """
    if "so " not in statement.folded:
        return None
    end = statement.end_of(measure)
    if after := _AGAINST_AFTER.match(statement.folded, end):
        return after[1] or "năm"
    clause = statement.folded.rfind(";", 0, measure.at) + 1
    *_, last = (None, *_AGAINST.finditer(statement.folded, clause, measure.at))
    return (last[1] or "năm") if last else None
