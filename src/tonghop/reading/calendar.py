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
YEAR: Final = r"(?:19|20)\d\d"
DAY_OR_MONTH: Final = r"\d{1,2}(?: ?[/.-] ?\d|,? +tháng)"
"""How dates and periods begin that their own form tells; with others a word does."""
_DAY_WORDS: Final = ("ngày", "mùng", "hôm", "sáng", "chiều", "tối", "đêm", "trưa")
TIMELY_WORDS: Final = (*_DAY_WORDS, "nay", "tháng", "quý")
_SHORT: Final = re.compile(
    r"(?P<number>\d{1,2})(?!\d)(?=(?P<dated> ?[/.-] ?\d{1,2} ?[/.-] ?\d{4})|)"
    r"(?=(?P<marked> ?[/-] ?\d)|(?P<dotted>\.\d)|,?(?P<worded> +tháng)|)(?:(?P<alone>(?![.,/:]\d|%))|)"
)
_LONG: Final = re.compile(rf"(?P<year>{YEAR})(?=(?P<led> ?-| đến )|)(?:(?P<alone>(?!\d|[.,/]\d))|)")
_DAYS_LONG: Final = ("ngắn ngày", "dài ngày", "mỗi ngày", "hàng ngày", "hằng ngày")
_HOLIDAYS: Final = (
    *("lễ", "dịp", "kỷ niệm", "hội", "quốc khánh", "giải phóng", "thống nhất", "phụ nữ", "nhà giáo", "lao động"),
    *("sĩ", "sỹ", "nhi", "tết", "phủ", "minh", "mở"),
)
_YEAR_WORDS: Final = (
    *("năm", "năm tài chính", "nhiệm kỳ", "giai đoạn", "niên khóa", "niên độ", "khóa", "thời kỳ", "tết", "xuân", "vụ"),
    *("so với", "cùng kỳ", "mão", "thìn", "tỵ", "ngọ", "mùi", "thân", "dậu", "tuất", "hợi", "tý", "sửu", "dần"),
)
_COUNTING: Final = (
    *("đạt", "là", "có", "được", "trên", "hơn", "gần", "khoảng", "cho", "với", "bằng", "phạt", "đến", "từ"),
)
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


def date_at(folded: str, position: int, before: str) -> tuple[str, int] | None:
    """(ISO date, end) of a date that begins at `position`; `before` is the text just before it."""
    short = _SHORT.match(folded, position)
    if short is None:
        return None
    if found := _dated(folded, position) if short["dated"] else None:
        return found
    if found := _worded(folded, position, before) if short["worded"] else None:
        return found
    on_day, marked = _tells_day(before), short["marked"] is not None
    if on_day and (marked or short["dotted"]) and (found := _day_and_month(_DOTTED_DAY.match(folded, position))):
        return found
    found = loose_day_month(folded, position) if marked else None
    if on_day and short["alone"] is not None and 1 <= int(short["number"]) <= 31:
        return found or (f"---{int(short['number']):02}", short.end("number"))
    return found if found and (on_day or _ends(before, " (", _HOLIDAYS)) else None


def _dated(folded: str, position: int) -> tuple[str, int] | None:
    """`15/5/2024`."""
    match = _DATE.match(folded, position)
    if match and _valid(int(match[1]), int(match[2])) and "1800" < match[3] < "2200":
        return f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}", match.end()
    return None


def _worded(folded: str, position: int, before: str) -> tuple[str, int] | None:
    """`15 tháng 5 năm 2024`."""
    match = _DATE_WORDS.match(folded, position)
    if match and _valid(int(match[1]), int(match[2])) and not _ends(before, " :", "tháng"):
        return f"{match[3] or '-'}-{int(match[2]):02}-{int(match[1]):02}", match.end()
    return None


def _tells_day(before: str) -> bool:
    said = before.removesuffix("\n").removesuffix("(").removesuffix("nay ").rstrip(" .:,")
    return said.endswith(_DAY_WORDS) and not said.endswith(_DAYS_LONG)


def _ends(before: str, marks: str, words: str | tuple[str, ...]) -> bool:
    """Whether what is said before a number ends with a word, and marks at most behind it."""
    return before.removesuffix("\n").rstrip(marks).endswith(words)


def loose_day_month(folded: str, position: int) -> tuple[str, int] | None:
    """(ISO date, end) of `30/4` where nothing but the form speaks for a date."""
    return _day_and_month(_DAY_MONTH.match(folded, position))


def _day_and_month(match: re.Match[str] | None) -> tuple[str, int] | None:
    if match and _valid(int(match[1]), int(match[2])):
        return f"--{int(match[2]):02}-{int(match[1]):02}", match.end()
    return None


def years_at(folded: str, position: int, before: str) -> tuple[str, int] | None:
    """(period, end) of a year, of a part that the words before it tell, or of a range of years, at `position`."""
    long = _LONG.match(folded, position)
    if long is None:
        return None
    if long["led"]:
        if match := _YEARS.match(folded, position):
            prefix = "SY" if _ends(before, " :", "năm học") else ""
            return f"{prefix}{match[1]}{'-' if prefix else '..'}{match[2] or match[3]}", match.end()
        if before.endswith("từ ") and (match := _FROM_TO.match(folded, position)):
            return f"{match[1]}..{match[2]}", match.end()
        if match := _ISO_MONTH.match(folded, position):
            return f"{match[1]}-{match[2]}", match.end()
    return (f"{long['year']}{_part_told(before)}", long.end("year")) if long["alone"] is not None else None


def _part_told(before: str) -> str:
    """The part of a year that the words before the year tell."""
    if quarter := _ROMAN_QUARTER.search(before) if "quý" in before else None:
        return f"-Q{_QUARTERS[quarter[1]]}"
    worded = _WORDED_MONTHS.search(before) if "tháng" in before else None
    return f"-{_WORDED[worded[1]]}" if worded else ""


def part_of_year_at(folded: str, position: int, before: str) -> tuple[str, int] | None:
    """(period, end) of a month, of months or of a quarter that begins at `position`."""
    short = _SHORT.match(folded, position)
    if short is None:
        return None
    said, number = before.removesuffix("\n").rstrip(" :"), int(short["number"])
    in_month, in_quarter, is_month = said.endswith("tháng"), said.endswith("quý"), 1 <= number <= 12
    if short["marked"]:
        match = _MONTH_YEAR.match(folded, position)
        if match and before.endswith("tuần "):
            return match[2], match.end()
        if match and is_month:
            return f"{match[2]}-Q{number}" if in_quarter else f"{match[2]}-{number:02}", match.end()
    if short["dotted"] and in_month and is_month and (match := _DOTTED_MONTH.match(folded, position)):
        return f"{match[2]}-{number:02}", match.end()
    if short["worded"] and (match := _MONTHS.match(folded, position)):
        after = folded[match.end() : match.end() + 16]
        told = months_told(number, match["end"], before, after, match["year"])
        return (told, match.end()) if told else None
    if in_month and is_month and (match := _MONTH.match(folded, position)):
        return f"{match[2] or '?'}-{number:02}", match.end()
    if in_quarter and (match := _QUARTER.match(folded, position)):
        return f"{match[2] or '?'}-Q{match[1]}", match.end()
    return None


def is_year_context(before: str) -> bool:
    """Whether the words before a four-digit number say that it is a year."""
    return before.removesuffix("\n").removesuffix("(").rstrip(" :,").endswith(_YEAR_WORDS)


def is_counting_context(before: str) -> bool:
    """Whether the words before a four-digit number say that something is counted."""
    return _ends(before, " :", _COUNTING)


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
