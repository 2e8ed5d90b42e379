"""One digit-anchored pass over a text: every number becomes a token."""

import re
from decimal import Decimal

from tonghop.core.figure import Numeral, Role
from tonghop.reading import calendar
from tonghop.reading.lexicon import Unit, label_pattern, label_role, noun_at, skip_blank, unit_at
from tonghop.reading.numerals import NUMBER, SUPERSCRIPTS, Written, read_digits, read_superscript
from tonghop.reading.tokens import Token

_ANCHOR = re.compile(rf"[0-9{SUPERSCRIPTS}]")
_SUPERSCRIPT = re.compile(rf"[{SUPERSCRIPTS}]+")
_GLUED = re.compile(r"[^\W_]+(?:[-/.][^\W_]+)*[-./]?$")
_GLUED_REST = re.compile(r"[\w]*(?:[-+./]?[^\W_]*\d[\w]*)*")
_GLUED_TIME = re.compile(r"(?:năm|tháng|ngày|quý|là|đạt|được|tổng|ước)$")
_DOCUMENT = re.compile(r"\d+[a-z]?(?: ?/ ?\d{4})?(?: ?/ ?[a-zđ][a-zđư]+[\w\-&/.]*|-[a-zđ]{1,6}[a-zđ0-9]*/[a-zđ]+[\w\-/]*)")
_HEADING = re.compile(r"\(?(\d{1,2}(?:\.\d{1,2}){0,3})(?:[.)/:-]+(?=\s|[^\W\d_])|(?=\s+[^\W\d_]))")
_LISTED = re.compile(r"(\d{1,2})\)")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-4])(?::|h|g)[0-5]\d(?!\d)|(?:[01]?\d|2[0-4])h(?!\w)|(?:[01]?\d|2[0-4]) giờ [0-5]\d(?! *\w*\d)")
_PHONE = re.compile(r"0\d{2,3}[. ]?\d{3,4}[. ]?\d{3,4}(?!\d)|1[89]00[. ]?\d{4}(?!\d)")
_SCALE = re.compile(r"1 ?/ ?(?:[125]00|[125]\.?000|10\.?000|25\.?000|50\.?000)(?![\d.,]*\d)")
_IDENTIFIER = re.compile(r"\d+\+\d+(?!\d)|\d{2}[a-z]\d?-\d{3}[.]?\d{2}(?!\d)")
_NOTE_MARK = re.compile(r"\d{1,2}(?=\])")
_SPACED = re.compile(r"\d{1,3}\. \d{3}(?:,\d+)?(?= (?:tỷ|triệu|đồng)(?!\w))")
_STANDARD = re.compile(r"\d+(?::\d{4})?(?:-\d+)?")
_SLASH = re.compile(r" ?/ ?(?=\d)")
_TO = re.compile(r" ?- ?(?=\d)| (?:đến|tới) (?=\d)")
_QUOTED = re.compile(r"[^\W\d_][^\"\n]{0,24}\"")
_QUOTED_NOUN = re.compile(r" ?(\"[^\W\d_][^\"\n]{1,40}|\((?:[^\W\d_]+, )+[^\W\d_]+\))")
_NAME_BEFORE = re.compile(r"([^\W\d_]+) ?$")
_DENOMINATOR = re.compile(r" ?/ ?(?!tổng|kế hoạch|dự toán|kh\b)([^\W\d_]+(?: [^\W\d_]+)?(?:/[^\W\d_]+)*)(?!\w)")
_PER_NOUN = re.compile(r"/((?:[^\W\d_]+|10(?:0|\.?000|0\.?000) [^\W\d_]+)(?:/[^\W\d_]+)*)(?! [^\W\d_]*/)(?!\w)")
_HOUSE = re.compile(r"\d+[a-z]?(?:/\d+[a-z]?)*(?!\w|[.,]\d)")
_WORD = re.compile(r"[^\W\d_]+")
_STOP = frozenset(
    "và với của là được có trong tại so đạt tăng giảm bằng chiếm do đã từ đến cho để khi thì nhưng còn năm tháng đồng ở vào theo trên "
    "dưới qua về như cùng kỳ đang sẽ không chưa nhằm gồm trở mà hoặc hay nên vì bao đối cả các những tổng kế dự ước tỷ triệu nghìn trăm lên xuống "
    "nay phục hoàn thực tiếp phát tổ đảm bảo thuộc đăng".split()
)  # fmt: skip
_STRONG_LABELS = frozenset(
    "thứ;lần thứ;khóa;khoá;đợt;điều;khoản;mục;chương;phụ lục;lớp;mức độ;hạng;quốc lộ;ql;tỉnh lộ;tl;vành đai;đường vành đai;ngã;ga;ngõ;ngách;hẻm;kiệt;số nhà;"
    "iso;tcvn;tcvn iso;kỳ họp thứ;quân khu;covid;nhà số;ngõ số;cấp độ;điểm;con thứ".split(";")
)  # fmt: skip
_KEEPS_VALUE = frozenset({"money", "percent", "area", "length", "volume", "mass", "energy", "power", "rate", "score", "labour", "voltage"})
_LABEL_DIGITS = {"ordinal": 2, "document_number": 5, "address": 5}
_PER_ITEM = frozenset({"em", "cháu", "suất", "phần", "suất quà", "nhà", "căn", "hộ", "trường hợp", "phần quà", "học sinh", "hồ sơ", "lượt"})


class _Scanner:
    def __init__(self, text: str, folded: str) -> None:
        self.text, self.folded = text, folded
        self.tokens: list[Token] = []
        self.pairs = 0

    def run(self) -> list[Token]:
        position = 0
        while match := _ANCHOR.search(self.folded, position):
            position = self.read_at(match.start())
        return self.tokens

    def read_at(self, start: int) -> int:
        """Read the number at `start`; returns where the next one may begin."""
        if self.folded[start] in SUPERSCRIPTS:
            mark = _SUPERSCRIPT.match(self.folded, start)
            assert mark
            self.tokens.append(Token(start, mark.end(), read_superscript(mark[0]), Role.ORDINAL, numeral=Numeral.SUPERSCRIPT, label=mark[0]))
            return mark.end()
        before = self.folded[max(0, start - 40) : start]
        if glued := self.glued(start, before):
            return glued
        for step in (self.heading, self.document, self.special, self.time, self.labelled, self.slash, self.range):
            if end := step(start, before):
                return end
        return self.number(start, before)

    def noise(self, start: int, end: int, role: Role, value: Decimal | str, label: str = "") -> int:
        self.tokens.append(Token(start, end, value, role, label=label))
        return end

    def glued(self, start: int, before: str) -> int | None:
        """`U1`, `H2-1`, `Covid-19`: a number that is part of a name."""
        if not before or not (before[-1].isalpha() or (before[-1] == "-" and before[-2:-1].isalpha())):
            return None
        word = _GLUED.search(before)
        if word is None or _GLUED_TIME.search(word[0]):
            return None
        if before[-1] == "-" and (not self.text[start - len(word[0])].isupper() or noun_at(self.folded, self.digits_end(start) + 1)):
            return None
        rest = _GLUED_REST.match(self.folded, start)
        end = max(rest.end() if rest else start + 1, start + 1)
        begin = max(start - len(word[0]), self.tokens[-1].end if self.tokens else 0)
        return self.noise(begin, end, Role.NAME, self.text[begin:end])

    def digits_end(self, start: int) -> int:
        match = NUMBER.match(self.folded, start)
        return match.end() if match else start + 1

    def heading(self, start: int, before: str) -> int | None:
        line = before.rpartition("\n")[2]
        opened = line.strip(" -+•#") in ("", "(", "phần", "chương", "mục")
        if opened and (match := _HEADING.match(self.folded, start)):
            end = match.end(1)
            follows = skip_blank(self.folded, match.end())
            dotted = "." in match[1] or self.folded[end : end + 1] in tuple(".)/:-")
            if dotted and not ("(" not in line and self.folded[end : end + 1] in ",") and (
                self.folded[end : end + 1] in tuple(".)/:-") or not self.measures_at(follows)
            ):
                return self.noise(start, end, Role.ORDINAL, match[1])
        if before.endswith("(") and (match := _LISTED.match(self.folded, start)) and int(match[1]) <= 40:
            return self.noise(start, match.end(1), Role.ORDINAL, Decimal(match[1]))
        return None

    def measures_at(self, position: int) -> bool:
        return unit_at(self.folded, position) is not None or noun_at(self.folded, position) is not None

    def document(self, start: int, _: str) -> int | None:
        match = _DOCUMENT.match(self.folded, start)
        if match is None:
            return None
        printed = match[0].rstrip(".-/")
        letters = [char for char in self.text[start : start + len(printed)] if char.isalpha()]
        if sum(char.isupper() for char in letters) < max(2, len(letters) // 2):
            return None
        return self.noise(start, start + len(printed), Role.DOCUMENT_NUMBER, self.text[start : start + len(printed)])

    def time(self, start: int, before: str) -> int | None:
        found = calendar.date_at(self.folded, start, before[-16:])
        if found and not (found[0].startswith("---") and not before.endswith("ngày ") and self.measures_at(skip_blank(self.folded, found[1]))):
            return self.noise(start, found[1], Role.DATE, found[0])
        found = calendar.period_at(self.folded, start, before[-24:])
        if found is None:
            return None
        bare_year = found[1] - start == 4 and found[0].isdigit()
        if bare_year and not calendar.is_year_context(before):
            follows = skip_blank(self.folded, found[1])
            counted = self.measures_at(follows) and not self.folded.startswith("năm", follows)
            if counted or calendar.is_counting_context(before):
                return None
        return self.noise(start, found[1], Role.PERIOD, found[0])

    def special(self, start: int, before: str) -> int | None:
        if (match := _CLOCK.match(self.folded, start)) and not before.endswith(("/", ".")):
            return self.noise(start, match.end(), Role.OTHER, match[0])
        if match := _PHONE.match(self.folded, start):
            return self.noise(start, match.end(), Role.OTHER, match[0])
        if (match := _IDENTIFIER.match(self.folded, start)) or (before.endswith("[") and (match := _NOTE_MARK.match(self.folded, start))):
            return self.noise(start, match.end(), Role.NAME, self.text[start : match.end()])
        if match := _SCALE.match(self.folded, start):
            return self.noise(start, match.end(), Role.OTHER, match[0])
        if before.endswith(("iso ", "tcvn ", "iso/iec ", "qcvn ")) and (match := _STANDARD.match(self.folded, start)):
            return self.noise(start, match.end(), Role.NAME, match[0])
        return None

    def labelled(self, start: int, before: str) -> int | None:
        """A bare number after a label word (`lần thứ 29`, `ngõ 47`, `lớp 9`) or inside a name (`Cổ Nhuế 1`)."""
        end = self.digits_end(start)
        printed = self.folded[start:end]
        follows = skip_blank(self.folded, end)
        if before.endswith('"') and _QUOTED.match(self.folded, follows) and len(printed) < 3:
            return self.noise(start, end, Role.NAME, self.text[start:end])
        if repeated := self.listed(start, end, follows):
            return repeated
        label = label_pattern().search(before)
        if label and label_role(label["label"]) == "address" and (house := _HOUSE.match(self.folded, start)):
            return self.noise(start, house.end(), Role.ADDRESS, house[0], label=label["label"])
        slashed = self.folded[end : end + 1] == "/" and self.folded[end + 1 : end + 2].isdigit()
        if slashed or self.folded[end : end + 1] == "%" or (self.folded[end : end + 2] == " %"):
            return None
        unit = unit_at(self.folded, follows)
        if label and not before[: label.end("label")].endswith(tuple(("tổng số", "trong số", "con số", "chỉ số", "dân số", "một số", "hệ số"))):
            word = label["label"]
            quantity = unit is not None and unit.kind != "time"
            measured = quantity or noun_at(self.folded, follows) is not None
            padded = printed.startswith("0") and len(printed) > 1 and label_role(word) != "document_number"
            if (word in _STRONG_LABELS and not quantity) or (not measured and not padded and len(printed) <= _LABEL_DIGITS.get(label_role(word), 3) and ("." not in printed or word in ("đường", "mức", "công nghiệp"))):
                role = Role(label_role(word))
                if word == "số" and re.search(r"\bsố \d+[^\n,;]{0,3}(?:đường|phố|ngõ|thôn|tổ)", self.folded[start - 4 : end + 12]):
                    role = Role.ADDRESS
                if self.folded.startswith(("a ", "b "), end):
                    end += 1
                return self.noise(start, end, role, self.text[start:end], label=word)
        if unit or len(printed) > 3 or printed.startswith("0") or not (printed.isdigit() or printed.endswith(".0")) or noun_at(self.folded, follows):
            return None
        if printed.endswith(".0") and len(printed) == 3:
            return self.noise(start, end, Role.NAME, printed)
        name = _NAME_BEFORE.search(self.text, start - min(start, 16), start)
        if name and name[1][0].isupper() and not self.opens_sentence(name.start()) and not name[1].isupper():
            return self.noise(start, end, Role.NAME, self.text[start:end])
        return None

    def listed(self, start: int, end: int, follows: int) -> int | None:
        """`tiêu chí số 2, 6, 10`: bare numbers that go on a list of labelled ones."""
        previous = self.tokens[-1] if self.tokens else None
        if previous is None or not previous.label or self.folded[previous.end : start] not in (", ", " và ", "; ", ","):
            return None
        if self.measures_at(follows) or not self.folded[start:end].isdigit():
            return None
        return self.noise(start, end, previous.role or Role.NAME, self.text[start:end], label=previous.label)

    def opens_sentence(self, position: int) -> bool:
        return self.folded[max(0, position - 3) : position].rstrip(" \"(-+")[-1:] in ("", ".", ";", ":", "\n", "!", "?") or position == 0

    def slash(self, start: int, before: str) -> int | None:
        """`09/25 dự án`, `1.748,6 tỷ/6.191 tỷ đồng`; without a unit on the left, the right side's serves both."""
        first = NUMBER.match(self.folded, start)
        if first is None or not (slash := _SLASH.match(self.folded, first.end())):
            return None
        second = NUMBER.match(self.folded, slash.end())
        if second is None:
            return None
        tail = self.measure(second.start(), second, before)
        if tail.unit_kind == "bare" and not before.endswith(("đạt ", "có ", "thứ ", "được ", "hạng ", "hoàn thành ", "là ", "giảm ")):
            if found := calendar.loose_day_month(self.folded, start):
                return self.noise(start, found[1], Role.DATE, found[0])
        self.pairs += 1
        written = read_digits(first[0])
        scale = tail.step / read_digits(second[0]).step if tail.unit_kind in _KEEPS_VALUE else Decimal(1)
        self.tokens.append(
            Token(start, first.end(), written.value * scale, None, written.step * scale, tail.unit, tail.unit_kind, pair=self.pairs, pair_role="numerator")
        )
        self.tokens.append(_paired(tail, self.pairs, "denominator"))
        return tail.end

    def range(self, start: int, before: str) -> int | None:
        """`5 - 7 triệu đồng`, `11-14 tuổi`."""
        first = NUMBER.match(self.folded, start)
        if first is None or not (to := _TO.match(self.folded, first.end())):
            return None
        second = NUMBER.match(self.folded, to.end())
        if second is None or read_digits(second[0]).value <= read_digits(first[0]).value:
            return None
        if calendar.date_at(self.folded, second.start(), ""):
            return self.noise(start, first.end(), Role.DATE, f"---{first[0]}")
        tail = self.measure(second.start(), second, before)
        worded = "đ" in to[0] or "t" in to[0]
        if tail.unit_kind == "bare" and worded:
            return None
        if tail.unit_kind in ("bare", "age", "time"):
            role = Role.PERIOD if tail.unit_kind == "time" else Role.OTHER
            self.noise(start, first.end(), role, first[0])
            return self.noise(second.start(), tail.end, role, second[0])
        self.pairs += 1
        written = read_digits(first[0])
        scale = tail.step / read_digits(second[0]).step
        self.tokens.append(
            Token(start, first.end(), written.value * scale, None, written.step * scale, tail.unit, tail.unit_kind, pair=self.pairs, pair_role="from")
        )
        self.tokens.append(_paired(tail, self.pairs, "to"))
        return tail.end

    def number(self, start: int, before: str) -> int:
        match = _SPACED.match(self.folded, start) or NUMBER.match(self.folded, start)
        assert match
        token = self.measure(start, match, before)
        if token.unit_kind in ("time", "age"):
            role = Role.PERIOD if token.unit_kind == "time" else Role.OTHER
            return self.noise(start, token.end, role, token.value)
        self.tokens.append(token)
        return token.end

    def measure(self, start: int, match: re.Match[str], before: str) -> Token:
        """The number matched at `start` with its scale, unit and counted noun."""
        written = read_digits(match[0].replace(" ", ""))
        unit = unit_at(self.folded, skip_blank(self.folded, match.end()))
        noun = noun_at(self.folded, skip_blank(self.folded, match.end()))
        if noun and (unit is None or noun[1] > unit.end):
            return self.counted(start, written, noun)
        if unit is None:
            return self.unnamed(start, match.end(), written)
        if unit.kind in ("money", "scale") and (compound := self.compound(start, written, unit)):
            return compound
        if unit.kind == "scale":
            return self.scaled(start, written, unit)
        return self.with_unit(start, written, unit)

    def with_unit(self, start: int, written: Written, unit: Unit) -> Token:
        name, kind, end = unit.name, unit.kind, unit.end
        if kind in ("money", "area", "volume", "mass") and (per := _DENOMINATOR.match(self.folded, end)):
            name, kind, end = f"{name}/{per[1]}", "rate", per.end()
        if kind == "rate" and name.startswith("VND/") and name[4:] in _PER_ITEM:
            name = "VND"
        value = written.value
        if name == "VND" and unit.factor == 1 and written.other is not None and written.step < 1:
            value, written = written.other, Written(written.other, Decimal(1))
        return Token(start, end, value * unit.factor, None, written.step * unit.factor, name, kind)

    def scaled(self, start: int, written: Written, unit: Unit) -> Token:
        """`1,5 triệu lượt khách`; with no noun after it, the scale word stands for money."""
        noun = noun_at(self.folded, skip_blank(self.folded, unit.end))
        if noun:
            return Token(start, noun[1], written.value * unit.factor, None, written.step * unit.factor, noun[0], "count", other=Decimal(0))
        return Token(start, unit.end, written.value * unit.factor, None, written.step * unit.factor, "VND", "money")

    def compound(self, start: int, written: Written, unit: Unit) -> Token | None:
        """`553 tỷ 100 triệu đồng` is one number."""
        second = NUMBER.match(self.folded, skip_blank(self.folded, unit.end))
        if second is None:
            return None
        small = unit_at(self.folded, skip_blank(self.folded, second.end()))
        if small is None or small.kind not in ("money", "scale") or small.factor >= unit.factor or small.name not in ("VND", "1"):
            return None
        rest = read_digits(second[0])
        if rest.value * small.factor >= unit.factor:
            return None
        total = written.value * unit.factor + rest.value * small.factor
        token = Token(start, small.end, total, None, rest.step * small.factor, "VND", "money")
        return self.compound(start, Written(total, token.step), Unit("VND", Decimal(1), "money", small.end)) or token

    def counted(self, start: int, written: Written, noun: tuple[str, int]) -> Token:
        if per := _PER_NOUN.match(self.folded, noun[1]):
            return Token(start, per.end(), written.value, None, written.step, f"{noun[0]}/{per[1]}", "rate")
        value = written.other if written.other is not None else written.value
        return Token(start, noun[1], value if written.step < 1 else written.value, None, Decimal(1), noun[0], "count")

    def unnamed(self, start: int, end: int, written: Written) -> Token:
        """A number with no known unit: the words after it, up to a stop word, are what it counts."""
        if quoted := _QUOTED_NOUN.match(self.folded, end):
            return Token(start, quoted.end(1), written.value, None, Decimal(1), quoted[1].strip(" (),\""), "count")
        words: list[str] = []
        position = end
        while len(words) < 2:
            match = _WORD.match(self.folded, position + 1) if self.folded[position : position + 1] == " " else None
            if match is None or match[0] in _STOP:
                break
            words.append(match[0])
            position = match.end()
            if self.text[match.start() : match.end()].isupper() and len(match[0]) > 1:
                break
        if not words or written.step < 1 and written.other is None:
            return Token(start, end, written.value, None, written.step, None, "bare", other=written.other)
        value = written.other if written.step < 1 and written.other is not None else written.value
        return Token(start, position, value, None, Decimal(1), " ".join(words), "count")


def _paired(token: Token, pair: int, role: str) -> Token:
    return Token(
        token.start, token.end, token.value, token.role, token.step, token.unit, token.unit_kind, token.numeral, pair, role, token.other, token.label
    )


def scan(text: str, folded: str) -> list[Token]:
    """Every number of `text` in order, none overlapping; `folded` is its shadow."""
    return _Scanner(text, folded).run()
