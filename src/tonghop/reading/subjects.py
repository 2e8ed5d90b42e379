"""What each figure is of: its subject phrase, its place and its indicator."""

import re

from tonghop.core.figure import Role
from tonghop.reading.indicators import Context, identify
from tonghop.reading.statements import Measure, Statement

_START = re.compile(r".*(?:[;.:()]|,(?= ))\s*|.* và (?=\w+ \w+ )|.*trong đó,? ", re.DOTALL)
_WIDE_START = re.compile(r".*[;.:()]\s*", re.DOTALL)
_TAIL = re.compile(
    r"(?:[\s:,\-–*\"“(=]|(?<!\w)(?:ước|đạt|là|được|thực hiện|tăng|giảm|bằng|khoảng|trên|hơn|gần|chiếm|với|có|tổng cộng|xấp xỉ|còn|khi|đã|cho|tỷ lệ|đến nay|tính|khởi công|mới|cả|gồm|tới|lên|xuống|thêm|hoàn thành|ở mức|mức|dự kiến))+$",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"^(?:[\s\-–*\"“+•(]|(?:trong đó|và|gồm|bao gồm|đã|có|ước|đến nay|của|toàn quận|cụ thể|ngoài ra|bên cạnh đó|cả năm|ước|theo đó|riêng|trong)(?!\w))+",
    re.IGNORECASE,
)
_COMPLEMENT = re.compile(r"[^,;.():\n]{0,80}")
_PLACE = re.compile(
    r"(?:phường|xã|thị trấn|quận|huyện|thị xã|đặc khu) (?:[A-ZĐÁÀẢÃẠÂẤẦẨẪẬĂẮẰẲẴẶÉÈẺẼẸÊẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢÚÙỦŨỤƯỨỪỬỮỰÝỲỶỸỴ][^\W\d_]*(?: |$|(?=[,;.)]))){1,4}(?:\d{1,2}(?!\d))?"
)
_ESTIMATE = re.compile(r"[;,] ?(?:ước|dự kiến)((?: [^\W\d_]+| [\d/]+){0,12}) ?$")
_TIME_WORDS = re.compile(
    r"(?<!\w)(?:thực hiện|cả|hết|đến|tháng|đầu|năm|cuối|quý|đạt|là|khoảng|trên|gần|được|tổng|số)(?!\w)|[\d/]+"
)
_COUNTED = frozenset({Role.COUNT, Role.FRACTION, Role.DELTA})


def assign(statement: Statement) -> None:
    """Fill in subject, place and indicator of every measure of the statement."""
    for index, measure in enumerate(statement.measures):
        measure.subject = _subject(statement, measure)
        measure.place = _place(statement, measure)
        if measure.is_percent and measure.of and measure.of.indicator:
            measure.indicator = measure.of.indicator
        elif named := _understood(statement, index):
            measure.subject, measure.indicator = named.subject, named.indicator
        else:
            measure.indicator = _indicator(statement, measure)


def _understood(statement: Statement, index: int) -> Measure | None:
    """`Giải ngân … đạt 21 tỷ đồng …; ước giải ngân đến hết tháng 6 đạt 110 tỷ đồng`: an estimate whose words say nothing
    new goes on with the quantity named just before."""
    measure = statement.measures[index]
    match = _ESTIMATE.search(measure.before)
    if measure.token.unit_kind != "money" or measure.parent or match is None:
        return None
    named = next(
        (
            m
            for m in reversed(statement.measures[:index])
            if m.unit == measure.unit and not m.path and m.of is None and not m.is_percent
        ),
        None,
    )
    own = set(_TIME_WORDS.sub(" ", match[1]).split())
    return named if named and own <= set((named.subject or "").lower().split()) else None


def _subject(statement: Statement, measure: Measure) -> str | None:
    if measure.of and measure.of.subject:
        return measure.of.subject
    end = statement.end_of(measure)
    if measure.role in _COUNTED and measure.token.unit_kind == "count":
        head = f"{measure.unit or ''}"
        rest = _COMPLEMENT.match(statement.printed, end)
        following = (rest[0] if rest else "")[: len(measure.after)]
        return _trim(f"{head}{following}")
    before = _TAIL.sub("", statement.printed[max(0, measure.at - 120) : measure.at])
    narrow, wide = _trim(_START.sub("", before)), _trim(_WIDE_START.sub("", before))
    return narrow if narrow and len(narrow.split()) > 2 else wide


def _trim(phrase: str) -> str | None:
    phrase = _TAIL.sub("", _HEAD.sub("", " ".join(phrase.split()))).strip(" *,-/")
    words = phrase.split()
    return " ".join(words[-14:] if len(words) > 14 else words) or None


def _place(statement: Statement, measure: Measure) -> str | None:
    end = statement.end_of(measure)
    match = _PLACE.search(statement.printed, end, end + min(len(measure.after), 70))
    return match[0].strip() if match and "," not in statement.printed[end : match.start()] else None


def _indicator(statement: Statement, measure: Measure) -> str | None:
    governing = measure.of or measure.parent
    context = Context(
        before=statement.folded[: measure.at],
        after=statement.folded[statement.end_of(measure) :],
        unit=measure.unit,
        role=measure.role.value,
        headings=statement.headings,
        parent=governing.indicator if governing else None,
        sentence_before=statement.previous.folded if statement.previous else "",
    )
    return identify(context)
