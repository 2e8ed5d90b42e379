"""What each figure is of: its subject phrase, its place and its indicator."""

import re
from collections.abc import Sequence
from typing import Final

from tonghop.catalog.cues import cues
from tonghop.core.figure import Role
from tonghop.reading.clues import Said
from tonghop.reading.indicators import Around, Context, identify
from tonghop.reading.lexicon import beginning
from tonghop.reading.names import leading_name
from tonghop.reading.numerals import SUPERSCRIPTS
from tonghop.reading.passages import Passage
from tonghop.reading.roles.phrases import lead
from tonghop.reading.statements import Measure, Statement
from tonghop.reading.stretches import without_signs

_WORDS: Final = cues().subject
_BEFORE: Final = frozenset(_WORDS["before"])
_AFTER: Final = frozenset(_WORDS["after"])
_OPENING: Final = frozenset(phrase.partition(" ")[0] for phrase in _BEFORE)
_CLOSING: Final = frozenset(phrase.rpartition(" ")[2] for phrase in _AFTER)
_ESTIMATE: Final = re.compile(
    r"[;,] ?(?:ước|dự kiến|lũy kế|luỹ kế|cộng dồn|tính chung)((?: [^\W\d_]+| [\d/]+){0,12}):? ?$"
)
_GOES_ON: Final = re.compile(r"[\s*\-+•]*(?:lũy kế|luỹ kế|cộng dồn|tính chung)((?: [^\W\d_]+| [\d/]+|,){0,12}) ")
_TIME: Final = re.compile(rf"(?:{beginning(_WORDS['time'])})(?!\w)|[\d/]+")
_PLACES: Final = _WORDS["place"]
_PLACE: Final = re.compile(rf"((?:{beginning(_PLACES)}) )([^,;.()]{{1,50}})")
_EXTREME: Final = re.compile(rf"(?:{beginning(_WORDS['extreme'])}) nhất là ([^;.():]{{1,90}}) với (?:khoảng )?$")
_EXTREME_ENDS: Final = (" với ", " với khoảng ")
_COMPLEMENT: Final = re.compile(r"[^,;.():\n]{0,80}")
_STOPS: Final = (";", ":", "(", ")", "trong đó")
_JOINTS: Final = (", ", " và ")
_MARKS: Final = re.compile(rf"[{SUPERSCRIPTS}\[](?:(?<=\[)\d{{1,2}}\]|(?<!\[)(?<!m[{SUPERSCRIPTS}])[{SUPERSCRIPTS}]*)")
_PUNCTUATION: Final = ' \t:,-–*"“(=/+•'
_COUNTED: Final = frozenset({Role.COUNT, Role.FRACTION, Role.DELTA})
_TITLED, _LONGEST_TITLE = 6, 200
_TITLE: Final = re.compile(
    r"(?:\W*(?:báo cáo|thông báo)\W+)?(?:tình hình|kết quả|công tác|thu|chi|xuất khẩu)(?!\w).*[^.;:,]$"
)
_OWN_RATE: Final = re.compile(r" ?(?:tỷ lệ|tỉ lệ) [^\W\d_]+ [^\W\d_]+")
_ONLY_TIME: Final = re.compile(
    r"(?:trong đó,? ?)?(?:riêng |trong )?"
    r"(?:cùng kỳ(?: năm (?:\d{4}|trước))?|(?:tháng|quý|năm) (?:\d{1,4}|i{1,3}|iv)(?:[/.-]\d{4}| năm \d{4})?)"
    r"(?: (?:ước )?(?:đạt|là))?"
)
_REACH: Final = 120
_PLACED: Final = 70
_LONGEST: Final = 14


def assign(statements: list[Statement], title: str = "") -> None:
    """Fill in subject, place and indicator of every measure of the statements, in text order under a `title`."""
    around, plain = Around(title), _plain(statements)
    before: tuple[Statement, Passage] | None = None
    for statement in statements:
        passage, previous = Passage(plain[statement]), None
        if told := statement.previous or statement.note_of:
            known = before and before[0] is told
            previous = before[1] if before and known else Passage(plain[told])
        _assign(statement, passage, around.of((statement.note_of or statement).headings, previous))
        before = statement, passage


def _plain(statements: list[Statement]) -> dict[Statement, str]:
    """Each statement, and what it goes on with or is a note to, without signs; these are taken out of all at once."""
    told = [statement.previous or statement.note_of for statement in statements]
    rows = dict.fromkeys([*statements, *(row for row in told if row)])
    joined = without_signs("".join([row.folded for row in rows]))
    result, start = {}, 0
    for row in rows:
        end = start + len(row.folded)
        result[row] = joined[start:end]
        start = end
    return result


def title_of(statements: Sequence[Statement]) -> str:
    """What a text names as its subject at its head: `Tình hình trật tự an toàn giao thông quý III`; else nothing."""
    titles = (row.folded for row in statements[:_TITLED] if len(row.folded) < _LONGEST_TITLE)
    return next((title for title in titles if _TITLE.match(title)), "")


def _assign(statement: Statement, passage: Passage, around: list[Said]) -> None:
    for index, measure in enumerate(statement.measures):
        measure.subject = _subject(statement, measure)
        measure.place = _place(statement, measure)
        own_rate = measure.of and measure.of.indicator is None and _OWN_RATE.match(lead(measure))
        if measure.is_percent and measure.of and (measure.of.indicator or measure.of.role in _COUNTED) and not own_rate:
            measure.indicator = measure.of.indicator
        elif measure.parent and measure.parent.indicator and _only_says_whose(statement, measure):
            measure.place = measure.place or _place_alone(statement, measure)
            measure.indicator = measure.parent.indicator
        elif told := _rated_before(statement, index) or _told_before(statement, index):
            measure.indicator = told.indicator
        elif named := _understood(statement, index):
            measure.subject, measure.indicator = named.subject, named.indicator
        else:
            measure.indicator = _indicator(statement, measure, passage, around)


def _only_says_whose(statement: Statement, measure: Measure) -> bool:
    """Whether all that is told of a part is whose it is, or when: a place's, the women's, that of the third quarter."""
    words = lead(measure).strip()
    return (
        words in cues().partitions["sex"]
        or _ONLY_TIME.fullmatch(words) is not None
        or _place_alone(statement, measure) is not None
    )


def _place_alone(statement: Statement, measure: Measure) -> str | None:
    """`12 vụ, gồm: phường An Lạc 07 vụ; …`: the place where it is all that is told of a part."""
    words = _MARKS.sub("", statement.printed[measure.at - len(lead(measure)) : measure.at]).strip()
    match = _PLACE.match(words)
    return words if match and leading_name(match[2]) == match[2] else None


def _rated_before(statement: Statement, index: int) -> Measure | None:
    """`Thu 19,8 tỷ đồng, đạt 79,2% dự toán năm (25 tỷ đồng)`: a plan in brackets is that of what was rated."""
    measure, percent = statement.measures[index], statement.measures[index - 1] if index else None
    if percent is None or percent.role is not Role.PERCENT_OF_PLAN or measure.role is not Role.PLAN_VALUE:
        return None
    inside = len(measure.path) > len(percent.path)
    return percent.of if inside and percent.of and percent.of.unit == measure.unit else None


def _told_before(statement: Statement, index: int) -> Measure | None:
    """`Thu 32 tỷ đồng, giảm 44% so với cùng kỳ (cùng kỳ năm 2018: 58 tỷ đồng)`: what brackets tell of another time
    alone is of what stands before them."""
    measure = statement.measures[index]
    if not measure.path or measure.is_percent or not measure.unit:
        return None
    before = statement.folded[: measure.at]
    words = before[max(before.rfind("("), before.rfind(";")) + 1 :].strip(_PUNCTUATION)
    if not _ONLY_TIME.fullmatch(words):
        return None
    outside = (m for m in reversed(statement.measures[:index]) if len(m.path) < len(measure.path) and not m.is_percent)
    host = next((m for m in outside if m.of is None), None)
    return host if host and (host.unit or "").startswith(measure.unit) else None


def _understood(statement: Statement, index: int) -> Measure | None:
    """`Giải ngân … đạt 21 tỷ đồng …; ước giải ngân đến hết tháng 6 đạt 110 tỷ đồng`: an estimate, or what has come
    together, goes on with the quantity named just before, or first in the sentence before, where it has no words of
    its own."""
    measure = statement.measures[index]
    if measure.parent or not (index or statement.previous):
        return None
    opens = not index and statement.previous is not None
    if not (opens or measure.token.unit_kind == "money"):
        return None
    match = (_GOES_ON.fullmatch if opens else _ESTIMATE.search)(measure.before)
    if match is None:
        return None
    earlier = statement.previous.measures if opens and statement.previous else reversed(statement.measures[:index])
    alike = (m for m in earlier if m.unit == measure.unit and not m.path and m.of is None and not m.is_percent)
    named = next(alike, None)
    own = set(_TIME.sub(" ", match[1]).replace(",", " ").split())
    return named if named and own <= set((named.subject or "").lower().split()) else None


def _subject(statement: Statement, measure: Measure) -> str | None:
    """A count is of the noun after it with its complement; an amount of the phrase before it."""
    if measure.of and measure.of.subject:
        return measure.of.subject
    if measure.role in _COUNTED and measure.token.unit_kind == "count":
        rest = _COMPLEMENT.match(statement.printed, statement.end_of(measure))
        following = (rest[0] if rest else "")[: len(measure.after)]
        return _trimmed(f"{measure.unit or ''}{following}")
    before = statement.printed[max(0, measure.at - _REACH) : measure.at]
    return _last_phrase(before[-len(measure.before) :] if measure.before else "") or _last_phrase(before)


def _last_phrase(text: str) -> str | None:
    """The words after the last stop, from the last comma or `và` that leaves more than two of them."""
    clause = _after_stop(text.rstrip(_PUNCTUATION))
    phrase, start = None, len(clause)
    while start and (phrase is None or phrase.count(" ") < 2):
        start = _after_last(_JOINTS, clause, start - 1)
        phrase = _trimmed(clause[start:])
    return phrase


def _after_stop(text: str) -> str:
    """The words after the last stop; a point before a digit is none."""
    start = _after_last(_STOPS, text, len(text))
    point = text.rfind(".", start)
    while point >= 0 and text[point + 1 : point + 2].isdecimal():
        point = text.rfind(".", start, point)
    return text[max(start, point + 1) :]


def _after_last(marks: tuple[str, ...], text: str, end: int) -> int:
    """Where the words begin after the last of the marks before `end`; 0 where there is none."""
    start = 0
    for mark in marks:
        found = text.rfind(mark, 0, end)
        if found >= 0:
            start = max(start, found + len(mark))
    return start


def _trimmed(phrase: str) -> str | None:
    """The phrase without the small words at its two ends."""
    if _MARKS.search(phrase):
        phrase = _MARKS.sub("", phrase)
    words = phrase.strip(_PUNCTUATION).split()
    first, last = 0, len(words)
    while first < last and (step := _opening(words, first, last)):
        first += step
    while first < last and (step := _closing(words, first, last)):
        last -= step
    return " ".join(words[max(first, last - _LONGEST) : last]).strip(_PUNCTUATION) or None


def _opening(words: list[str], first: int, last: int) -> int:
    """How many of the words, one or two, make a small word at the beginning of a phrase from `first` up to `last`."""
    word = _bare(words[first])
    if word and word not in _OPENING:
        return 0
    if first + 1 < last and f"{word} {_bare(words[first + 1])}" in _BEFORE:
        return 2
    return int(not word or word in _BEFORE)


def _closing(words: list[str], first: int, last: int) -> int:
    """How many of the words, one or two, make a small word at the end of a phrase from `first` up to `last`."""
    word = _bare(words[last - 1])
    if word and word not in _CLOSING:
        return 0
    if first + 1 < last and f"{_bare(words[last - 2])} {word}" in _AFTER:
        return 2
    return int(not word or word in _AFTER)


def _bare(word: str) -> str:
    return word.strip(_PUNCTUATION).lower()


def _place(statement: Statement, measure: Measure) -> str | None:
    """`1.200 vụ tại phường An Lạc`, `nhiều nhất là phường An Lạc với 07 vụ`."""
    printed, at = statement.printed, measure.at
    if measure.before.endswith(_EXTREME_ENDS) and (extreme := _EXTREME.search(printed, max(0, at - _REACH), at)):
        return extreme[1]
    end = statement.end_of(measure)
    following = printed[end : end + min(len(measure.after), _PLACED)].partition(",")[0]
    if not any(word in following for word in _PLACES):
        return None
    match = _PLACE.search(printed, end, end + len(following))
    name = leading_name(match[2]) if match else ""
    return f"{match[1]}{name}" if match and name else None


def _indicator(statement: Statement, measure: Measure, passage: Passage, around: list[Said]) -> str | None:
    governing = measure.of or measure.parent
    parent = governing.indicator if governing else None
    end = statement.end_of(measure)
    return identify(Context(passage, measure.at, end, measure.unit, measure.role, parent, around))
