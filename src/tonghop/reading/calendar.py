"""Dates and periods by their own form: `15/5/2024`, `tháng 12/2023`, `6 tháng đầu năm 2024`, `2021-2025`.

Values: ISO dates (`--04-30` without a year, `---15` a day alone) and the periods of the contract; a period whose year
the text leaves out begins with `?` (`?-H1`) and is completed by the context.
"""

import re
from typing import Final

_DATE: Final = re.compile(r"(\d{1,2}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(\d{4})(?!\d)")
_DATE_WORDS: Final = re.compile(r"(\d{1,2}),? tháng (\d{1,2})(?:,? (?:năm )?((?:19|20)\d\d))?(?![\d/.])")
_DAY_MONTH: Final = re.compile(r"(\d{1,2}) ?/ ?(\d{1,2})(?![\d/]|[.,]\d)")
_MONTH_YEAR: Final = re.compile(r"(\d{1,2}) ?[/-] ?((?:19|20)\d\d)(?![\d/]|[.,]\d)")
_DOTTED_MONTH: Final = re.compile(r"(\d{1,2})[.]((?:19|20)\d\d)(?!\d)")
_DOTTED_DAY: Final = re.compile(r"(\d{1,2})[.-](\d{1,2})(?![\d%]|[.,/]\d)")
_MONTH: Final = re.compile(r"(\d{1,2})(?:(?:,? năm | ?/ ?)((?:19|20)\d\d))?(?!\d|[.,/]\d)")
_YEARS: Final = re.compile(
    r"((?:19|20)\d\d)(?: ?- ?((?:19|20)\d\d)(?!\d)| đến ((?:19|20)\d\d)(?= ?(?:[,;)\n]|\.(?!\d)|$)))"
)
_FROM_TO: Final = re.compile(r"((?:19|20)\d\d) đến (?:năm )?((?:19|20)\d\d)(?![\d%]|[.,/]\d)")
_YEAR: Final = re.compile(r"((?:19|20)\d\d)(?![\d]|[.,/]\d)")
_ISO_MONTH: Final = re.compile(r"((?:19|20)\d\d)-(0[1-9]|1[0-2])(?![\d-])")
_WORDED_MONTHS: Final = re.compile(r"(ba tháng đầu|sáu tháng đầu|chín tháng đầu|sáu tháng cuối)(?: của)? năm $")
_ROMAN_QUARTER: Final = re.compile(r"quý (iv|i{1,3})(?:/|,? năm | )$")
_QUARTERS: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_WORDED: Final = {"ba tháng đầu": "M1..M3", "sáu tháng đầu": "H1", "chín tháng đầu": "M1..M9", "sáu tháng cuối": "H2"}
_MONTHS: Final = re.compile(
    r"(\d{1,2}) +tháng(?! (?:tuổi|lương|thứ))(?: (?P<end>đầu|cuối)(?: năm)?(?! +tháng))?"
    r"(?:,? (?:của )?(?:năm )?(?P<year>(?:19|20)\d\d)(?![\d/]))?"
)
_QUARTER: Final = re.compile(r"([1-4])(?:(?:,? năm | ?/ ?)((?:19|20)\d\d))?(?!\d)")
_DAY: Final = re.compile(r"(\d{1,2})(?!\d|[.,/:]\d|%)")

_LONG: Final = re.compile(r"\d{3}")
_TIMELY: Final = re.compile(r"\d{1,2}(?: ?[/.-] ?\d|,? +tháng)|(?:19|20)\d\d")
TIMELY_WORDS: Final = ("ngày", "mùng", "hôm", "sáng", "chiều", "tối", "đêm", "trưa", "nay", "tháng", "quý")
_IS_DAY: Final = re.compile(
    r"(?:(?<!ngắn )(?<!dài )(?<!mỗi )(?<!hàng )(?<!hằng )ngày|mùng|hôm|sáng|chiều|tối|đêm|trưa)[ .:,]*(?:nay )?\(?$"
)
_IS_HOLIDAY: Final = re.compile(
    r"(?:lễ|dịp|kỷ niệm|hội|quốc khánh|giải phóng|thống nhất|phụ nữ|nhà giáo|lao động|sĩ|sỹ|nhi|tết|phủ|minh|mở)[ (]*$"
)
_IS_MONTH: Final = re.compile(r"tháng[ :]*$")
_IS_QUARTER: Final = re.compile(r"quý[ :]*$")
_IS_YEAR: Final = re.compile(
    r"(?:năm|năm tài chính|nhiệm kỳ|giai đoạn|niên khóa|niên độ|khóa|thời kỳ|tết|xuân|vụ"
    r"|so với|cùng kỳ|mão|thìn|tỵ|ngọ|mùi|thân|dậu|tuất|hợi|tý|sửu|dần)[ :,]*\(?$"
)
_IS_SCHOOL_YEAR: Final = re.compile(r"năm học[ :]*$")
_IN_MONTHS: Final = re.compile(
    r"(?:trong|qua|cộng|cộng dồn|chung|cả|bình quân|sau|của|luỹ kế|lũy kế|kết quả|được|nhiệm vụ|xã hội"
    r"|tình hình|công tác|báo cáo|và|,|;|[^\d]\.|^|\n)[ ]*$"
)
_MONTHS_TELL: Final = re.compile(
    r" (?:đạt|ước|thực hiện|tăng|giảm|xảy ra|toàn|(?:của )?năm \d|\d)| ?:|(?:,| và) (?:dự )?ước"
)
_LASTING: Final = re.compile(
    r"(?:thời gian|vòng|kéo dài|tù|hạn|tối thiểu|ít nhất|trên|hơn|quá|dưới|đủ|từ|đến|mỗi|thêm|trước|suốt|gần|cứ"
    r"|treo)[ :]*$"
)
_COUNTING: Final = re.compile(r"(?:đạt|là|có|được|trên|hơn|gần|khoảng|cho|với|bằng|phạt|đến|từ)[ :]*$")


def is_timely(folded: str, position: int, before: str) -> bool:
    """Whether a date or period may begin at `position` at all, by its form or the word before it."""
    return _TIMELY.match(folded, position) is not None or before.rstrip(" .:,(").endswith(TIMELY_WORDS)


def date_at(folded: str, position: int, before: str) -> tuple[str, int] | None:
    """(ISO date, end) of a date that begins at `position`; `before` is the text just before it."""
    if _LONG.match(folded, position):
        return None
    if match := _DATE.match(folded, position):
        day, month, year = int(match[1]), int(match[2]), match[3]
        if _valid(day, month) and "1800" < year < "2200":
            return f"{year}-{month:02}-{day:02}", match.end()
    if (
        (match := _DATE_WORDS.match(folded, position))
        and _valid(int(match[1]), int(match[2]))
        and not _IS_MONTH.search(before)
    ):
        return f"{match[3] or '-'}-{int(match[2]):02}-{int(match[1]):02}", match.end()
    if (
        (match := _DOTTED_DAY.match(folded, position))
        and _valid(int(match[1]), int(match[2]))
        and _IS_DAY.search(before)
    ):
        return f"--{int(match[2]):02}-{int(match[1]):02}", match.end()
    if (match := _DAY.match(folded, position)) and _IS_DAY.search(before) and 1 <= int(match[1]) <= 31:
        if (date := _DAY_MONTH.match(folded, position)) and _valid(int(date[1]), int(date[2])):
            return f"--{int(date[2]):02}-{int(date[1]):02}", date.end()
        return f"---{int(match[1]):02}", match.end()
    if (
        (match := _DAY_MONTH.match(folded, position))
        and _valid(int(match[1]), int(match[2]))
        and (_IS_DAY.search(before) or _IS_HOLIDAY.search(before))
    ):
        return f"--{int(match[2]):02}-{int(match[1]):02}", match.end()
    return None


def loose_day_month(folded: str, position: int) -> tuple[str, int] | None:
    """(ISO date, end) of `30/4` where nothing but the form speaks for a date."""
    match = _DAY_MONTH.match(folded, position)
    if match and _valid(int(match[1]), int(match[2])):
        return f"--{int(match[2]):02}-{int(match[1]):02}", match.end()
    return None


def period_at(folded: str, position: int, before: str) -> tuple[str, int] | None:
    """(period, end) of a month, quarter, year or range of years that begins at `position`."""
    return (
        _years(folded, position, before) if _LONG.match(folded, position) else _part_of_year(folded, position, before)
    )


def _years(folded: str, position: int, before: str) -> tuple[str, int] | None:
    if match := _YEARS.match(folded, position):
        prefix = "SY" if _IS_SCHOOL_YEAR.search(before) else ""
        return f"{prefix}{match[1]}{'-' if prefix else '..'}{match[2] or match[3]}", match.end()
    if before.endswith("từ ") and (match := _FROM_TO.match(folded, position)):
        return f"{match[1]}..{match[2]}", match.end()
    if match := _ISO_MONTH.match(folded, position):
        return f"{match[1]}-{match[2]}", match.end()
    if match := _YEAR.match(folded, position):
        if quarter := _ROMAN_QUARTER.search(before):
            return f"{match[1]}-Q{_QUARTERS[quarter[1]]}", match.end()
        worded = _WORDED_MONTHS.search(before)
        return (f"{match[1]}-{_WORDED[worded[1]]}" if worded else match[1]), match.end()
    return None


def _part_of_year(folded: str, position: int, before: str) -> tuple[str, int] | None:
    match = _MONTH_YEAR.match(folded, position)
    if match and before.endswith("tuần "):
        return match[2], match.end()
    if match and 1 <= int(match[1]) <= 12:
        if _IS_QUARTER.search(before):
            return f"{match[2]}-Q{int(match[1])}", match.end()
        return f"{match[2]}-{int(match[1]):02}", match.end()
    if (match := _DOTTED_MONTH.match(folded, position)) and _IS_MONTH.search(before) and 1 <= int(match[1]) <= 12:
        return f"{match[2]}-{int(match[1]):02}", match.end()
    if match := _MONTHS.match(folded, position):
        after = folded[match.end() : match.end() + 16]
        told = months_told(int(match[1]), match["end"], before, after, match["year"])
        return (told, match.end()) if told else None
    if (match := _MONTH.match(folded, position)) and _IS_MONTH.search(before) and 1 <= int(match[1]) <= 12:
        return f"{match[2] or '?'}-{int(match[1]):02}", match.end()
    if (match := _QUARTER.match(folded, position)) and _IS_QUARTER.search(before):
        return f"{match[2] or '?'}-Q{match[1]}", match.end()
    return None


def is_year_context(before: str) -> bool:
    """Whether the words before a four-digit number say that it is a year."""
    return bool(_IS_YEAR.search(before))


def is_counting_context(before: str) -> bool:
    """Whether the words before a four-digit number say that something is counted."""
    return bool(_COUNTING.search(before))


def months_told(count: int, end: str | None, before: str, after: str, year: str | None = None) -> str | None:
    """The period of `count` months at the beginning or the `end` of a year; None where they may be but a duration."""
    if not 1 <= count <= 12:
        return None
    if not (end or year or _IN_MONTHS.search(before)) and (_LASTING.search(before) or not _MONTHS_TELL.match(after)):
        return None
    if end == "cuối":
        name = {6: "H2", 3: "Q4"}.get(count, f"M{13 - count}..M12")
    else:
        name = {6: "H1", 12: ""}.get(count, f"M1..M{count}")
    return f"{year or '?'}-{name}" if name else year or "?"


def _valid(day: int, month: int) -> bool:
    return 1 <= day <= 31 and 1 <= month <= 12
