"""What each figure is of: its subject phrase, its place and its indicator."""

import re
from collections.abc import Iterable
from typing import Final

from tonghop.catalog.cues import cues
from tonghop.core.figure import Role
from tonghop.reading.indicators import Around, Context, identify
from tonghop.reading.lexicon import beginning
from tonghop.reading.names import leading_name
from tonghop.reading.numerals import SUPERSCRIPTS
from tonghop.reading.passages import Evidence, Passage
from tonghop.reading.roles.phrases import lead
from tonghop.reading.statements import Measure, Statement

_WORDS: Final = cues().subject
_BEFORE, _AFTER = (frozenset(_WORDS[side]) for side in ("before", "after"))
_OPENING: Final = frozenset(phrase.partition(" ")[0] for phrase in _BEFORE)
_CLOSING: Final = frozenset(phrase.rpartition(" ")[2] for phrase in _AFTER)
_ESTIMATE: Final = re.compile(r"[;,] ?(?:ước|dự kiến)((?: [^\W\d_]+| [\d/]+){0,12}) ?$")
_TIME: Final = re.compile(rf"(?:{beginning(_WORDS['time'])})(?!\w)|[\d/]+")
_PLACE: Final = re.compile(rf"((?:{beginning(_WORDS['place'])}) )([^,;.()]{{1,50}})")
_EXTREME: Final = re.compile(rf"(?:{beginning(_WORDS['extreme'])}) nhất là ([^;.():]{{1,90}}) với (?:khoảng )?$")
_COMPLEMENT: Final = re.compile(r"[^,;.():\n]{0,80}")
_TO_STOP: Final = re.compile(r".*(?:[;:()]|\.(?!\d)|trong đó)", re.DOTALL)
_JOINT: Final = re.compile(r", | và ")
_MARKS: Final = re.compile(rf"[{SUPERSCRIPTS}](?<!m[{SUPERSCRIPTS}])[{SUPERSCRIPTS}]*")
_PUNCTUATION: Final = ' \t:,-–*"“(=/+•'
_COUNTED: Final = frozenset({Role.COUNT, Role.FRACTION, Role.DELTA})
_REACH: Final = 120
_LONGEST: Final = 14


def assign(statements: Iterable[Statement]) -> None:
    """Fill in subject, place and indicator of every measure of the statements, which are in text order."""
    around = Around()
    before: tuple[Statement, Passage] | None = None
    for statement in statements:
        passage, previous = Passage(statement.folded), None
        if statement.previous:
            known = before and before[0] is statement.previous
            previous = before[1] if before and known else Passage(statement.previous.folded)
        _assign(statement, passage, around.of(statement.headings, previous))
        before = statement, passage


def _assign(statement: Statement, passage: Passage, around: Evidence) -> None:
    for index, measure in enumerate(statement.measures):
        measure.subject = _subject(statement, measure)
        measure.place = _place(statement, measure)
        if measure.is_percent and measure.of and (measure.of.indicator or measure.of.role in _COUNTED):
            measure.indicator = measure.of.indicator
        elif measure.parent and measure.parent.indicator and _only_says_whose(statement, measure):
            measure.place = measure.place or _place_alone(statement, measure)
            measure.indicator = measure.parent.indicator
        elif named := _understood(statement, index):
            measure.subject, measure.indicator = named.subject, named.indicator
        else:
            measure.indicator = _indicator(statement, measure, passage, around)


def _only_says_whose(statement: Statement, measure: Measure) -> bool:
    """Whether all that is told of a part is whose it is: a place's, the women's."""
    return lead(measure).strip() in cues().partitions["sex"] or _place_alone(statement, measure) is not None


def _place_alone(statement: Statement, measure: Measure) -> str | None:
    """`12 vụ, gồm: phường An Lạc 07 vụ; …`: the place where it is all that is told of a part."""
    words = statement.printed[measure.at - len(lead(measure)) : measure.at].strip()
    match = _PLACE.match(words)
    return words if match and leading_name(match[2]) == match[2] else None


def _understood(statement: Statement, index: int) -> Measure | None:
    """`Giải ngân … đạt 21 tỷ đồng …; ước giải ngân đến hết tháng 6 đạt 110 tỷ đồng`: an estimate without words
    of its own goes on with the quantity named just before."""
    measure = statement.measures[index]
    if measure.token.unit_kind != "money" or measure.parent:
        return None
    match = _ESTIMATE.search(measure.before)
    if match is None:
        return None
    named = next(
        (
            m
            for m in reversed(statement.measures[:index])
            if m.unit == measure.unit and not m.path and m.of is None and not m.is_percent
        ),
        None,
    )
    own = set(_TIME.sub(" ", match[1]).split())
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
    text = text.rstrip(_PUNCTUATION)
    stop = _TO_STOP.match(text)
    clause = text[stop.end() :] if stop else text
    phrase = None
    for start in reversed([0, *(joint.end() for joint in _JOINT.finditer(clause))]):
        phrase = _trimmed(clause[start:])
        if phrase and phrase.count(" ") > 1:
            break
    return phrase


def _trimmed(phrase: str) -> str | None:
    """The phrase without the small words at its two ends."""
    words = _MARKS.sub("", phrase).strip(_PUNCTUATION).split()
    first, last = 0, len(words)
    while step := _small(words[first : min(first + 2, last)], _BEFORE, _OPENING, 0):
        first += step
    while step := _small(words[max(first, last - 2) : last], _AFTER, _CLOSING, -1):
        last -= step
    return " ".join(words[max(first, last - _LONGEST) : last]).strip(_PUNCTUATION) or None


def _small(words: list[str], small: frozenset[str], ends: frozenset[str], end: int) -> int:
    """How many of one or two words at one end of a phrase (0 the first, -1 the last) make a small word; `ends` are the
    words with which such words begin or end there."""
    if not words:
        return 0
    word = words[end].strip(_PUNCTUATION).lower()
    if word and word not in ends:
        return 0
    if len(words) > 1 and " ".join(other.strip(_PUNCTUATION).lower() for other in words) in small:
        return 2
    return int(not word or word in small)


def _place(statement: Statement, measure: Measure) -> str | None:
    """`1.200 vụ tại phường An Lạc`, `nhiều nhất là phường An Lạc với 07 vụ`."""
    if extreme := _EXTREME.search(statement.printed, max(0, measure.at - _REACH), measure.at):
        return extreme[1]
    end = statement.end_of(measure)
    match = _PLACE.search(statement.printed, end, end + min(len(measure.after), 70))
    if match is None or "," in statement.printed[end : match.start()]:
        return None
    name = leading_name(match[2])
    return f"{match[1]}{name}" if name else None


def _indicator(statement: Statement, measure: Measure, passage: Passage, around: Evidence) -> str | None:
    governing = measure.of or measure.parent
    parent = governing.indicator if governing else None
    end = statement.end_of(measure)
    return identify(Context(passage, measure.at, end, measure.unit, measure.role, parent, around))
