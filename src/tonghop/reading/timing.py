"""When each figure was true: the governing time words of its sentence, paragraph, section and document."""

import calendar
import re
from dataclasses import dataclass

from tonghop.core.figure import Basis, Role
from tonghop.core.period import is_part_of_year, through_month, year_before, year_of
from tonghop.reading.layout import Kind
from tonghop.reading.statements import Measure, Statement, in_same_period
from tonghop.reading.tokens import Token

_COMPARED = re.compile(
    r"(?:so (?:với )?[^,;.()]{0,30}|cùng kỳ[^,;.()]{0,12}|cùng thời điểm[^,;.()]{0,12}|hơn|từ (?:ngày|tháng|năm|cuối năm)? ?)$"
)
_OTHER_YEAR = re.compile(
    r"(?:so (?:với )?[^,;.()]{0,30}|cùng kỳ[^,;.()]{0,12}|giá (?:so sánh|ss|cố định|hiện hành)[^,;.()]{0,10}|năm gốc )$"
)
_TITLED = re.compile(
    r"(?:kế hoạch|dự toán|nghị quyết|chủ đề|chương trình|đề án|chỉ tiêu|nhiệm vụ|quy hoạch|phương hướng|mục tiêu|lễ|hội|giải (?!ngân|phóng|quyết|tỏa)|cuộc thi|đợt \d+)[^,;.()]{0,30}$"
)
_AS_OF = re.compile(
    r"(?:đến|tính đến|hết|tới|thời điểm|trước)(?: nay)?[ ,(]*(?:thời điểm|hết|cuối|ngày|hết ngày|cuối ngày|thời điểm ngày|hết tháng|cuối tháng|tháng|hết năm|năm|cuối năm|hết quý|\(|0h|24h|giờ| )*$"
)
_END_OF = re.compile(r"(?:hết|đến|tới|cuối)(?: cuối| hết)? ?(?:tháng|quý|năm) ?$")
_SCHOOL = re.compile(r"giáo dục|đào tạo|năm học|trường học")
_TET = re.compile(r"tết nguyên đán|quà tết|dịp tết|tết (?:giáp|ất|bính|đinh|mậu|kỷ|canh|tân|nhâm|quý) \w+")
_TET_GOES_ON = re.compile(r"suất|quà|phần quà")
_BASIS = re.compile(
    r"(?<!\w)(?:(?P<estimate>ước|dự kiến|dự báo|dự ước|ưth|cơ bản đánh giá)|(?P<plan>theo kế hoạch|phấn đấu|mục tiêu đến|sẽ)|(?P<actual>đã|tính đến|thực tế|kết quả|; ?đến ngày))(?!\w)"
)
_ENDS = re.compile(r";|\) [a-zđ]")
_PLANNED_UNITS = ("chỉ tiêu", "nhiệm vụ")
_TASKS = re.compile(
    r"phương hướng|nhiệm vụ trọng tâm|nhiệm vụ, giải pháp|giải pháp thực hiện|nhiệm vụ (?:và )?giải pháp|nhiệm vụ chủ yếu|nhiệm vụ (?:\d+ tháng|năm|tháng|quý)"
)
_MARKED = re.compile(
    r"\s*[*#]*\s*(?:[ivxl]+ ?[./)-]|\d|phần|[a-hđ] ?[.)]|phương hướng|nhiệm vụ|mục tiêu|giải pháp|một số nhiệm vụ)"
)
_TARGETS = re.compile(
    r"[\s\-+*]*(?:\d+[.)] *)?(?:các )?(?:mục tiêu|phấn đấu|chỉ tiêu (?:chủ yếu )?(?:năm|kế hoạch))[^:.]{0,50}:"
)
_RESULTS = re.compile(r"kết quả|tình hình|đánh giá|tổng kết|sơ kết|báo cáo")
_SAME_YEAR = re.compile(
    r"[^;.()]{0,24}(?:năm|của năm|,)? ?$|[^.()]{0,80}tháng cuối năm ?$|[^.()]{0,60}(?:phương hướng|nhiệm vụ)[^.()]{0,30}$"
)
_WHOLE_YEAR = re.compile(r"(?<!kế hoạch )(?<!dự toán )(?:cả năm|hết năm|đến cuối năm)[^;.()]{0,80}$")
_YEAR_ITSELF = re.compile(
    r"^[\s*\-+]*(?:trong |cả |tính chung |tính chung cả )?năm $|(?:trong|cả|hết|tính chung) năm $"
)
_TITLE_LENGTH = 1500


@dataclass(frozen=True, slots=True)
class Era:
    """The time the whole document speaks of."""

    period: str | None
    year: str | None


def era_of(statements: list[Statement]) -> Era:
    """The document's period: the first the title names, else the first of the text; a part of a year beats a bare year
    of the same paragraph."""
    times = [
        (statement, at, token)
        for statement in statements
        for at, token in statement.times
        if token.role is Role.PERIOD
        and isinstance(token.value, str)
        and not _OTHER_YEAR.search(statement.folded[max(0, at - 40) : at])
    ]
    opening = [
        item
        for item in times
        if item[2].start < _TITLE_LENGTH
        and ".." not in str(item[2].value)[:6]
        and not str(item[2].value).startswith("SY")
    ]
    if not opening:
        year = next(
            (
                str(token.value)[:4]
                for s in statements
                for _, token in s.times
                if token.role is Role.DATE and str(token.value)[:2] in ("19", "20")
            ),
            None,
        )
        return Era(year, year)
    year = next((str(token.value)[:4] for _, _, token in opening if str(token.value)[:4].isdigit()), None)
    first = opening[0][0]
    same = [token for statement, _, token in opening if statement is first]
    best = next((token for token in same if "-" in str(token.value)), None)
    if best is None and not _is_title(first):
        best = next((token for _, _, token in opening if "-" in str(token.value)), None)
    value = str((best or opening[0][2]).value)
    if (
        value == year
        and (
            later := next(
                (str(t.value) for _, _, t in opening if str(t.value).replace("?", year or "?").startswith(f"{year}-M")),
                None,
            )
        )
        and not _is_title(first)
    ):
        value = later
    return Era(value.replace("?", year or "?") if year or "?" not in value else None, year)


def _is_title(statement: Statement) -> bool:
    return len(statement.printed) < 200 and not statement.printed.rstrip().endswith((".", ";"))


def resolve(value: str, statement: Statement, at: int, era: Era) -> str:
    """Give `?-H1` its year: the next year the sentence names right after, else the document's."""
    if not value.startswith("?"):
        return value
    near = next(
        (
            str(token.value)
            for place, token in statement.times
            if at < place < at + 80
            and re.fullmatch(r"\d{4}(?:-.*)?", str(token.value))
            and _SAME_YEAR.match(statement.folded[at:place])
        ),
        None,
    )
    return value.replace("?", near[:4] if near else era.year or "?")


def assign(statements: list[Statement], era: Era) -> None:
    """Fill in basis, period, as-of date and base period of every measure."""
    schools = _school_years(statements)
    in_tasks = False
    for statement in statements:
        in_tasks = _in_tasks(statement, in_tasks)
        for measure in statement.measures:
            _set_basis(statement, measure, in_tasks)
            _set_period(statement, measure, era, schools.get(statement.headings))
            if _is_intended(statement, measure, era):
                measure.role, measure.basis = Role.PLAN_VALUE, Basis.PLAN
        for measure in statement.measures:
            _inherit(statement, measure)
            if measure.role in (Role.GROWTH, Role.DECLINE, Role.INDEX, Role.DELTA):
                measure.base_period = _base(statement, measure, era)


def settle(total: Measure, parts: tuple[Measure, ...], statements: list[Statement]) -> None:
    """Parts of an estimated total are estimated too, and their percentages with them."""
    if total.basis is not Basis.ESTIMATE:
        return
    own = [part for part in parts if part.basis is Basis.ACTUAL]
    for part in own:
        part.basis, part.period = Basis.ESTIMATE, total.period
    for statement in statements:
        for measure in statement.measures:
            if any(measure.of is part for part in own):
                _inherit(statement, measure)


def _school_years(statements: list[Statement]) -> dict[tuple[str, ...], str]:
    result: dict[tuple[str, ...], str] = {}
    for statement in statements:
        if statement.headings and _SCHOOL.search(statement.headings[-1]):
            for at, token in statement.times:
                if str(token.value).startswith("SY") and "tuyển sinh" not in statement.folded[max(0, at - 24) : at]:
                    result.setdefault(statement.headings, str(token.value))
    return result


def _in_tasks(statement: Statement, before: bool) -> bool:
    titles = (
        [*statement.headings, statement.folded] if statement.sentence.kind is Kind.HEADING else list(statement.headings)
    )
    if any(
        _MARKED.match(title) and _TASKS.search(title) and not _RESULTS.search(title.split("nhiệm vụ")[0])
        for title in titles
    ):
        return True
    if _TARGETS.match(statement.folded):
        return True
    if statement.folded.rstrip().endswith(":") and re.search(
        r"yêu cầu[^:]*nhiệm vụ|đề ra mục tiêu|chỉ đạo[^:]*nhiệm vụ", statement.folded
    ):
        return True
    return before and not statement.headings


def _is_planned(measure: Measure) -> bool:
    planned = (measure.unit or "").startswith(_PLANNED_UNITS) and measure.token.pair_role != "numerator"
    return planned and not re.match(r" (?:vượt|đạt|hoàn thành|không đạt|cơ bản)", measure.after)


def _set_basis(statement: Statement, measure: Measure, in_tasks: bool) -> None:
    measure.basis = Basis.ACTUAL
    if measure.role is Role.PLAN_VALUE or _is_planned(measure):
        measure.basis = Basis.PLAN
        return
    if in_same_period(statement, measure):
        return
    mark = None
    for match in _BASIS.finditer(statement.folded, 0, measure.at):
        opened, closed = (
            statement.folded.count("(", match.end(), measure.at),
            statement.folded.count(")", match.end(), measure.at),
        )
        if closed > opened or (match.lastgroup == "actual" and match[0] == "kết quả" and mark):
            continue
        if (
            match.lastgroup != "actual"
            and match[0] != "ước"
            and _ENDS.search(statement.folded, match.end(), measure.at)
        ):
            continue
        if (
            match.lastgroup == "actual"
            and mark == "estimate"
            and ";" not in statement.folded[max(0, match.start() - 12) : match.start()]
        ):
            continue
        mark = match.lastgroup
    if mark:
        measure.basis = Basis(mark)
    if in_tasks and measure.basis is Basis.ACTUAL and mark is None:
        measure.basis = Basis.PLAN


def _set_period(statement: Statement, measure: Measure, era: Era, school: str | None) -> None:
    cue = _governing(statement, measure, era)
    before = statement.folded[: measure.at]
    if tet := _tet(statement, measure, cue):
        measure.period = f"{era.year}-Tet"
        del tet
    elif cue:
        measure.period, measure.as_of = _meaning(statement, *cue, era)
    elif era.year and _WHOLE_YEAR.search(before):
        measure.period = era.year
    elif school or "năm học" in before:
        measure.period = school or era.period
    elif year := _trailing_year(statement, measure):
        measure.period = year
    elif (previous := statement.previous) and (dated := _dated(previous)):
        measure.period, measure.as_of = _meaning(previous, *dated, era)
    else:
        measure.period = era.period
    if in_same_period(statement, measure):
        measure.period, measure.as_of = year_before(measure.period), None


def _is_governing(statement: Statement, at: int, token: Token) -> bool:
    before = statement.folded[max(0, at - 48) : at]
    if token.role is Role.DATE:
        return bool(_AS_OF.search(before)) and str(token.value)[:4].isdigit() and "từ ngày" not in before[-16:]
    value = str(token.value)
    if (
        not isinstance(token.value, str)
        or token.role is not Role.PERIOD
        or value.startswith("SY")
        or (".." in value and "M" not in value)
    ):
        return False
    if _COMPARED.search(before):
        return False
    return not (_TITLED.search(before) and not is_part_of_year(value.replace("?", "2000")))


def _leaves(text: str) -> bool:
    """Whether the text closes a parenthesis that it did not open."""
    depth = 0
    for char in text:
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return True
    return False


def _is_whole_year(statement: Statement, at: int, token: Token, era: Era) -> bool:
    """Whether `năm 2024` in a report on part of 2024 merely names the running year."""
    if token.value != era.year or not is_part_of_year(era.period):
        return False
    return not _YEAR_ITSELF.search(statement.folded[:at])


def _governing(statement: Statement, measure: Measure, era: Era) -> tuple[int, Token] | None:
    found = None
    for at, token in statement.times:
        if at >= measure.at:
            break
        if _is_governing(statement, at, token):
            if _leaves(statement.folded[at : measure.at]) or _is_whole_year(statement, at, token, era):
                continue
            if found and len(str(token.value)) == 4 and "-" in str(found[1].value) and at - found[0] < 30:
                continue
            found = (at, token)
    return found


def _dated(statement: Statement) -> tuple[int, Token] | None:
    cues = [(at, token) for at, token in statement.times if _is_governing(statement, at, token)]
    return cues[-1] if cues and cues[-1][1].role is Role.DATE else None


def _trailing_year(statement: Statement, measure: Measure) -> str | None:
    for at, token in statement.times:
        if measure.at >= at or token.role is not Role.PERIOD:
            continue
        between = statement.folded[statement.end_of(measure) : at]
        if re.fullmatch(r"\d{4}\.\.\d{4}", str(token.value)) and re.fullmatch(r"[^;.()]{0,110}giai đoạn ", between):
            return str(token.value)
        if re.fullmatch(r"\d{4}", str(token.value)):
            if (
                re.fullmatch(r"[^,;.()]{0,40}năm ", between)
                and not _COMPARED.search(between)
                and not _TITLED.search(between)
            ):
                return str(token.value)
    return None


def _meaning(statement: Statement, at: int, token: Token, era: Era) -> tuple[str | None, str | None]:
    """(period, as-of date) that a governing time word gives."""
    value = str(token.value)
    if token.role is Role.DATE:
        return f"{value[:4]}-YTD", value
    value = resolve(value, statement, at, era)
    month = re.fullmatch(r"(\d{4})-(\d\d)", value)
    if month and _END_OF.search(statement.folded[max(0, at - 20) : at]):
        last = calendar.monthrange(int(month[1]), int(month[2]))[1]
        return through_month(month[1], int(month[2])), f"{value}-{last}"
    return value, None


def _tet(statement: Statement, measure: Measure, cue: tuple[int, Token] | None) -> bool:
    marks = list(_TET.finditer(statement.folded, 0, statement.end_of(measure)))
    if marks:
        return (
            cue is None
            or cue[0] < marks[-1].start()
            and len(str(cue[1].value)) == 4
            or abs(cue[0] - marks[-1].end()) < 24
        )
    previous = statement.previous
    return bool(
        cue is None
        and previous
        and _TET.search(previous.folded)
        and not previous.measures
        and _TET_GOES_ON.search(statement.folded)
    )


def _is_intended(statement: Statement, measure: Measure, era: Era) -> bool:
    """`Dự kiến số tiền … trong năm 2024 là …` in a report on part of 2024 states a plan."""
    running = measure.period == era.year and is_part_of_year(era.period) and measure.role is Role.AMOUNT
    return (
        running
        and measure.basis is Basis.ESTIMATE
        and "dự kiến" in statement.folded[: measure.at]
        and "ước" not in statement.folded[: measure.at]
    )


def _inherit(statement: Statement, measure: Measure) -> None:
    """A percentage or difference was true when the quantity it qualifies was."""
    source = measure.of or (
        measure.partner if measure.token.pair_role == "numerator" and measure.role is Role.FRACTION else None
    )
    if measure.of is None or source is None or in_same_period(statement, measure):
        return
    measure.period, measure.as_of = source.period, source.as_of
    if source.basis is not Basis.PLAN:
        measure.basis = source.basis


def _base(statement: Statement, measure: Measure, era: Era) -> str | None:
    for at, token in statement.times:
        if measure.at < at < measure.at + 120 and token.role is Role.PERIOD and isinstance(token.value, str):
            between = statement.folded[statement.end_of(measure) : at]
            if re.search(r"so (?:với )?(?:thời điểm|tháng|cuối|đầu|quý|năm)[^,;]{0,20}$", between):
                value = resolve(token.value, statement, at, era)
                return (
                    value
                    if not (
                        re.fullmatch(r"\d{4}", value)
                        and measure.period
                        and year_of(value) == (year_of(measure.period) or 0) - 1
                    )
                    else year_before(measure.period)
                )
    return year_before(measure.period)
