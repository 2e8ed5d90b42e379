"""One digit-anchored pass over a text: every number becomes a token."""

import re
from decimal import Decimal
from typing import Final

from tonghop.core.figure import Numeral, Role
from tonghop.reading import calendar
from tonghop.reading.labels import read_label
from tonghop.reading.lexicon import Named, named_after, noun_at
from tonghop.reading.numerals import NUMBER, SUPERSCRIPTS, Digits, digits_at, read_digits, read_superscript
from tonghop.reading.quantities import SCALED_KINDS, read_quantity
from tonghop.reading.tokens import Token

_GLUED: Final = re.compile(r"[^\W_]+(?:[-/.][^\W_]+)*[-./]?$")
_GLUED_REST: Final = re.compile(r"[\w]*(?:[-+./]?[^\W_]*\d[\w]*)*")
_GLUED_WORDS: Final = (
    *("năm", "tháng", "ngày", "quý", "là", "đạt", "được", "tổng", "ước"),
    *("tăng", "giảm", "bằng", "chiếm", "khoảng", "trên", "hơn", "gần"),
)
_DOCUMENT: Final = re.compile(
    r"\d++[a-z]?(?: ?/ ?\d{4})?(?: ?/ ?[a-zđ][a-zđư]+[\w\-&/.]*|-[a-zđ]{1,6}[a-zđ0-9]*/[a-zđ]+[\w\-/]*)"
)
_HEADING: Final = re.compile(r"\(?(\d{1,2}(?:\.\d{1,2}){0,3})(?:[.)/:-]+(?=\s|[^\W\d_])|(?=\s+[^\W\d_]))")
_HEADING_OPENERS: Final = ("", "(", "phần", "chương", "mục")
_LISTED: Final = re.compile(r"(\d{1,2})\)")
_CLOCK: Final = re.compile(
    r"(?:[01]?\d|2[0-4])(?::|h|g)[0-5]\d(?::[0-5]\d)?(?!\d)"
    r"|(?:[01]?\d|2[0-4])h(?!\w)|(?:[01]?\d|2[0-4]) giờ [0-5]\d(?! *\w*\d)"
)
_PHONE: Final = re.compile(r"0\d{2,3}[. ]?\d{3,4}[. ]?\d{3,4}(?!\d)|1[89]00[. ]?\d{4}(?!\d)")
_IDENTIFIER: Final = re.compile(r"\d+\+\d+(?!\d)|\d{2}[a-z]\d?-\d{3}[.]?\d{2}(?!\d)")
_NOTE_MARK: Final = re.compile(r"\d{1,2}(?=\])")
_MAP_SCALE: Final = re.compile(r"1 ?/ ?(?:[125]00|[125]\.?000|10\.?000|25\.?000|50\.?000)(?![\d.,]*\d)")
_STANDARD: Final = re.compile(r"\d+(?::\d{4})?(?:-\d+)?")
_ZONES: Final = ("gmt+", "gmt +", "utc+", "utc +")
_HOURS: Final = re.compile(r"\d{1,2}(?::\d\d)?(?!\d)")
_STANDARD_BODIES: Final = ("iso ", "tcvn ", "iso/iec ", "qcvn ")
_SPECIAL_LEADS: Final = ("[", *_ZONES, *_STANDARD_BODIES)
_LEADS: Final = ("[", "iso", "tcvn", "iso/iec", "qcvn", *_ZONES, *calendar.TIMELY_WORDS)
_LEAD_ENDS: Final = frozenset(lead[-1] for lead in _LEADS)
_FRACTION_LEADS: Final = ("đạt ", "có ", "thứ ", "được ", "hạng ", "hoàn thành ", "là ", "giảm ")
_NO_DIGITS: Final = "[\0-/:-\xb1\xb4-\xb8\xba-\u206f\u2071-\u2073\u207a-\U0010ffff]*+"
_SHAPED: Final = (
    r"(?=0\d\d|(?:1[89]|20)\d\d|\d++(?: ?[/.-]|[a-z:+]|,? +tháng| giờ ))"
    r"(?=(?P<numbered>\d++[a-z]?(?: ?/|-[a-zđ]))|)"
    r"(?=(?P<special>\d{1,2}(?:[:hg]| giờ )|0\d\d|1[89]00|1 ?/|\d+\+|\d\d[a-z])|)"
    rf"(?=(?P<year>{calendar.YEAR})|(?P<day>{calendar.DAY_OR_MONTH})|)"
    r"(?=(?P<spaced>\d{1,3}\. \d{3}(?:,\d+)?)(?= (?:tỷ|triệu|đồng)(?!\w))|)"
)
_NEXT: Final = re.compile(
    rf"{_NO_DIGITS}(?:(?P<mark>[{SUPERSCRIPTS}]+)|(?:(?P<shaped>{_SHAPED})|)"
    rf"(?P<number>{NUMBER.pattern})(?P<between> ?[/-] ?(?=\d)| (?:đến|tới) (?=\d)|))"
)
"""The next footnote mark or number, what its form may make of it, and what parts it from another right after it."""

_LONGEST_TIME: Final = 1000
"""More days are not how long something lasts: they are counted, as days of treatment are."""
_LONGEST_NUMBER: Final = 40
_REACH_BACK: Final = 40
_SHORT, _PUPILS, _FILES, _SPELLED = " hs", "học sinh", "hồ sơ", 400
_CASES, _SCHOOLS = " th", ("tiểu học", "thcs")
"""`23 TH khai sinh`: cases, where the text speaks of no schools."""
_WITH_SHORT: Final = re.compile(r"[\d.,/ ]+(?:nghìn |ngàn )?hs(?!\w)")


class _Scanner:
    """The state of one pass: the text, its shadow and the tokens found so far."""

    def __init__(self, text: str, folded: str) -> None:
        self.text, self.folded = text, folded
        self.tokens: list[Token] = []
        self.pairs = 0

    def run(self) -> list[Token]:
        found = _NEXT.match(self.folded)
        while found:
            found = _NEXT.match(self.folded, self.read(found))
        return self.tokens

    def read(self, found: re.Match[str]) -> int:
        """Read what is found; returns where the next may begin."""
        if found["mark"]:
            return self.footnote_mark(found.start("mark"), found["mark"])
        number = Digits(found.start("number"), found["number"])
        start = number.start
        before = self.folded[max(0, start - _REACH_BACK) : start]
        if end := self.glued(number, before) or self.heading(start, before) or self.shaped(start, before, found):
            return end
        if before.endswith("đến ") and (end := self.last_day(start)):
            return end
        if len(number.printed) > _LONGEST_NUMBER:
            return self.noise(start, number.end, Role.OTHER, number.printed)
        named = named_after(self.folded, number.end)
        return (
            self.labelled(number, named)
            or self.paired(number, found["between"], before)
            or self.number(number, found["spaced"], named)
        )

    def noise(self, start: int, end: int, role: Role, value: Decimal | str) -> int:
        self.tokens.append(Token(start, end, value, role))
        return end

    def footnote_mark(self, start: int, mark: str) -> int:
        end, value = start + len(mark), read_superscript(mark)
        self.tokens.append(Token(start, end, value, Role.ORDINAL, numeral=Numeral.SUPERSCRIPT, label=mark))
        return end

    def glued(self, number: Digits, before: str) -> int | None:
        """`U1`, `H2-1`, `Covid-19`: a number that is part of a name."""
        if not before or not (before[-1].isalpha() or (before[-1] == "-" and before[-2:-1].isalpha())):
            return None
        start, word = number.start, _GLUED.search(before, before.rfind(" ") + 1)
        if word is None or word[0].endswith(_GLUED_WORDS):
            return None
        if before[-1] == "-":
            counted = noun_at(self.folded, number.end + 1)
            if counted or not self.text[start - len(word[0])].isupper():
                return None
        rest = _GLUED_REST.match(self.folded, start)
        end = max(rest.end() if rest else start + 1, start + 1)
        begin = max(start - len(word[0]), self.tokens[-1].end if self.tokens else 0)
        return self.noise(begin, end, Role.NAME, self.text[begin:end])

    def heading(self, start: int, before: str) -> int | None:
        """`2.1.`, `1)` at the start of a line, `(1)` in running text."""
        if before and before[-1].isalnum():
            return None
        opens = "\n" in before or start < _REACH_BACK
        opens = opens and before.rpartition("\n")[2].strip(" -+•#") in _HEADING_OPENERS
        if opens and (match := _HEADING.match(self.folded, start)):
            marked = self.folded[match.end(1) : match.end(1) + 1] in tuple(".)/:-")
            dotted = "." in match[1] and not named_after(self.folded, match.end()).measures
            if marked or dotted:
                return self.noise(start, match.end(1), Role.ORDINAL, match[1])
        if before.endswith("(") and (match := _LISTED.match(self.folded, start)) and int(match[1]) <= 40:
            return self.noise(start, match.end(1), Role.ORDINAL, Decimal(match[1]))
        return None

    def shaped(self, start: int, before: str, found: re.Match[str]) -> int | None:
        """A number whose form or the word before it may show that it measures nothing."""
        said = before.rstrip(" .:,(")
        if found["shaped"] is None and not (said[-1:] in _LEAD_ENDS and said.endswith(_LEADS)):
            return None
        numbered, special, year, day = found.group("numbered", "special", "year", "day")
        if numbered and (end := self.document(start)):
            return end
        if (special or before.endswith(_SPECIAL_LEADS)) and (end := self.special(start, before)):
            return end
        if year:
            return self.years(start, before)
        return self.time(start, before) if day or said.endswith(calendar.TIMELY_WORDS) else None

    def document(self, start: int) -> int | None:
        match = _DOCUMENT.match(self.folded, start)
        if match is None:
            return None
        end = start + len(match[0].rstrip(".-/"))
        letters = [char for char in self.text[start:end] if char.isalpha()]
        if sum(char.isupper() for char in letters) < max(2, len(letters) // 2):
            return None
        return self.noise(start, end, Role.DOCUMENT_NUMBER, self.text[start:end])

    def special(self, start: int, before: str) -> int | None:
        """Clock times, telephone numbers, vehicle plates, road marks, map scales, standards."""
        folded = self.folded
        if (match := _CLOCK.match(folded, start)) and not before.endswith(("/", ".")):
            return self.noise(start, match.end(), Role.OTHER, match[0])
        zone = _HOURS.match(folded, start) if before.endswith(_ZONES) else None
        if match := zone or _PHONE.match(folded, start) or _MAP_SCALE.match(folded, start):
            return self.noise(start, match.end(), Role.OTHER, match[0])
        match = _IDENTIFIER.match(folded, start)
        if match is None and before.endswith("["):
            match = _NOTE_MARK.match(folded, start)
        if match is None and before.endswith(_STANDARD_BODIES):
            match = _STANDARD.match(folded, start)
        return self.noise(start, match.end(), Role.NAME, self.text[start : match.end()]) if match else None

    def time(self, start: int, before: str) -> int | None:
        """A date, a month or a quarter."""
        found = calendar.date_at(self.folded, start, before[-16:])
        if found:
            day_alone = found[0].startswith("---") and not before.endswith("ngày ")
            if not (day_alone and named_after(self.folded, found[1]).measures):
                return self.noise(start, found[1], Role.DATE, found[0])
        found = calendar.part_of_year_at(self.folded, start, before[-24:])
        return self.noise(start, found[1], Role.PERIOD, found[0]) if found and self.lasts(start, found[1]) else None

    def years(self, start: int, before: str) -> int | None:
        """A year or several, unless four digits count something."""
        found = calendar.years_at(self.folded, start, before[-24:])
        if found is None or not self.lasts(start, found[1]):
            return None
        bare_year = found[1] - start == 4 and found[0].isdigit()
        if bare_year and not calendar.is_year_context(before):
            named = named_after(self.folded, found[1])
            counted = named.measures and not self.folded.startswith("năm", named.at)
            if counted or calendar.is_counting_context(before):
                return None
        return self.noise(start, found[1], Role.PERIOD, found[0])

    def lasts(self, start: int, end: int) -> bool:
        """Whether a period is not the two ends of what something measures."""
        return not (" đến " in self.folded[start:end] and named_after(self.folded, end).measures)

    def last_day(self, start: int) -> int | None:
        """`từ ngày 15/9 đến 14/10`: the day and month on which a stretch of days ends."""
        previous = self.tokens[-1] if self.tokens else None
        dated = previous is not None and previous.role is Role.DATE and previous.end + len(" đến ") == start
        found = calendar.loose_day_month(self.folded, start) if dated else None
        return self.noise(start, found[1], Role.DATE, found[0]) if found else None

    def labelled(self, number: Digits, named: Named) -> int | None:
        previous = self.tokens[-1] if self.tokens else None
        token = read_label(self.text, self.folded, number, named, previous)
        if token is None:
            return None
        self.tokens.append(token)
        return token.end

    def paired(self, first: Digits, between: str, before: str) -> int | None:
        """A number and the next, parted by a slash, a dash or `đến`; the unit on the right serves both."""
        second = digits_at(self.folded, first.end + len(between)) if between else None
        if second is None:
            return None
        return self.slash(first, second, before) if "/" in between else self.range(first, second, between.strip())

    def slash(self, first: Digits, second: Digits, before: str) -> int:
        """`09/25 dự án`, `486,5/504,7 tỷ đồng`."""
        tail = self.quantity(second)
        bare = tail.unit_kind == "bare" and not before.endswith(_FRACTION_LEADS)
        if bare and (found := calendar.loose_day_month(self.folded, first.start)):
            return self.noise(first.start, found[1], Role.DATE, found[0])
        return self.pair(first, second, tail, ("numerator", "denominator"))

    def range(self, first: Digits, second: Digits, to: str) -> int | None:
        """`5 - 7 triệu đồng`, `11-14 tuổi`; `to` is what parts the two."""
        if read_digits(second.printed).value <= read_digits(first.printed).value:
            return None
        if calendar.date_at(self.folded, second.start, ""):
            return self.noise(first.start, first.end, Role.DATE, f"---{first.printed}")
        tail = self.quantity(second)
        if tail.unit_kind == "bare" and to != "-":
            return None
        if tail.unit_kind in ("bare", "age", "time"):
            role = Role.PERIOD if tail.unit_kind == "time" else Role.OTHER
            self.noise(first.start, first.end, role, first.printed)
            return self.noise(second.start, tail.end, role, second.printed)
        return self.pair(first, second, tail, ("from", "to"))

    def pair(self, first: Digits, second: Digits, tail: Token, roles: tuple[str, str]) -> int:
        self.pairs += 1
        written = read_digits(first.printed)
        scale = tail.step / read_digits(second.printed).step if tail.unit_kind in SCALED_KINDS else Decimal(1)
        value, step = written.value * scale, written.step * scale
        head = Token(first.start, first.end, value, None, step, tail.unit, tail.unit_kind, other=tail.other)
        for token, role in zip((head, tail), roles, strict=True):
            token.pair, token.pair_role = self.pairs, role
            self.tokens.append(token)
        return tail.end

    def quantity(self, number: Digits) -> Token:
        return read_quantity(self.text, self.folded, number, named_after(self.folded, number.end))

    def number(self, number: Digits, spaced: str | None, named: Named) -> int:
        token = (
            self.quantity(Digits(number.start, spaced))
            if spaced
            else read_quantity(self.text, self.folded, number, named)
        )
        if token.unit_kind == "time" and token.number > _LONGEST_TIME:
            token.unit_kind = "count"
        if token.unit_kind in ("time", "age"):
            role = Role.PERIOD if token.unit_kind == "time" else Role.OTHER
            return self.noise(token.start, token.end, role, token.value)
        self.tokens.append(token)
        return token.end


def scan(text: str, folded: str) -> list[Token]:
    """Every number of `text` in order, none overlapping; `folded` is its shadow."""
    tokens = _Scanner(text, folded).run()
    if _SHORT in folded:
        _spell_out(folded, tokens)
    if _CASES in folded and not any(school in folded for school in _SCHOOLS):
        for token in tokens:
            if token.unit == "th":
                token.unit = "trường hợp"
    return tokens


def _spell_out(folded: str, tokens: list[Token]) -> None:
    """`Tiếp nhận 1.247 hồ sơ … . Giải quyết 1.198 hs`: `hs` is the one of its two nouns that was written out last."""
    for token in tokens:
        if token.unit == _PUPILS and _WITH_SHORT.match(folded, token.start):
            before = folded[max(0, token.start - _SPELLED) : token.start]
            if before.rfind(_FILES) > before.rfind(_PUPILS):
                token.unit = _FILES
