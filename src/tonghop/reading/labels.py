"""Bare numbers that name instead of measure: after a label word (`lần thứ 29`, `ngõ 47`) or in a name (`Cổ Nhuế 1`)."""

import re
from decimal import Decimal
from typing import Final

from tonghop.catalog.cues import cues
from tonghop.core.figure import Role
from tonghop.reading.lexicon import Endings, Named
from tonghop.reading.names import next_name
from tonghop.reading.numerals import SUPERSCRIPTS, Digits, read_digits
from tonghop.reading.tokens import Token

_ROLES: Final = ("document_number", "address", "ordinal", "name")
_ROLE_OF: Final = {word: kind for kind in reversed(_ROLES) for word in cues().labels[kind]}
_LABELS: Final = Endings(_ROLE_OF)
_EXCLUDED: Final = cues().labels["excluded"]
_NO_LABEL: Final = {
    label: () if label.endswith(_EXCLUDED) else tuple(phrase for phrase in _EXCLUDED if phrase.endswith(label))
    for label in _ROLE_OF
}
"""Words with which a label ends other words than itself: `dân số` is no `số`."""
_ALWAYS: Final = frozenset(cues().labels["always"])
_DIGITS: Final = {"ordinal": 2, "document_number": 5, "address": 5, "name": 3}
_DECIMAL_NAMES: Final = ("đường", "mức", "công nghiệp")
_HOUSE: Final = re.compile(r"\d+[a-z]?(?:/\d+[a-z]?)*(?!\w|[.,]\d)")
_RANKED: Final = re.compile(r"(?<!\w)(?:xếp|đứng)(?: hạng| ở)?(?: vị trí)? (?:thứ |thứ hạng )$")
_BESIDE: Final = 40
_STREET: Final = re.compile(r"\d+[^\n,;]{0,3}(?:đường|phố|ngõ|thôn|tổ)")
_QUOTED: Final = re.compile(r"[^\W\d_][^\"\n]{0,24}\"")
_DISTRICT: Final = re.compile(r"(?<!\w)[PQ]\. ?$")
_WORD_BEFORE: Final = re.compile(r"([^\W\d_]+) ?$")
_ITEM_ENDS: Final = re.compile(r"[;,.\n]| và |$")
_LONGEST_ITEM: Final = 60
_LARGEST_NAME: Final = 30
_LEADS: Final = f' "(-+•{SUPERSCRIPTS}'
_LIST_GAPS: Final = (", ", " và ", "; ", ",")


def label_before(before: str) -> str | None:
    """The longest label word with which the text before a number ends, or None."""
    words = before.replace("(", " ").replace('"', " ").rstrip(" .:")
    label = _LABELS.longest(words)
    return None if label is None or words.endswith(_NO_LABEL[label]) else label


def read_label(text: str, folded: str, number: Digits, named: Named, previous: Token | None) -> Token | None:
    """The number as a label, where its surroundings make it one; `named` is what the words after it say."""
    start, end, printed = number.start, number.end, number.printed
    before = folded[max(0, start - 40) : start]
    if before.endswith('"') and len(printed) < 3 and _QUOTED.match(folded, named.at):
        return Token(start, end, text[start:end], Role.NAME)
    unit, measured = named.unit, named.measures
    listed = previous is not None and previous.label and folded[previous.end : start] in _LIST_GAPS
    if previous and listed and printed.isdigit() and not measured:
        return Token(start, end, text[start:end], previous.role, label=previous.label)
    label = label_before(before)
    if previous and (label is not None or not measured) and _goes_on(text, previous, number):
        return None
    fraction = folded[end : end + 1] == "/" and folded[end + 1 : end + 2].isdigit()
    if label is None:
        return None if measured or fraction else _in_name(text, folded, number)
    if label.endswith("thứ") and not fraction and _is_rank(before, start, previous):
        return Token(start, end, read_digits(printed).value, None, Decimal(1), unit_kind="bare", label=label)
    role = Role(_ROLE_OF[label])
    quantity = unit is not None and unit.kind != "time"
    if role is Role.ADDRESS and not quantity and (house := _HOUSE.match(folded, start)):
        return Token(start, house.end(), house[0], role, label=label)
    if fraction or folded[end : named.at + 1].strip().startswith("%"):
        return None
    if _is_label(label, role, printed, quantity, measured and (quantity or unit is None)):
        role = Role.ADDRESS if label == "số" and _STREET.match(folded, start) else role
        end += folded.startswith(("a ", "b "), end)
        return Token(start, end, text[start:end], role, label=label)
    return None if measured else _in_name(text, folded, number)


def _is_rank(before: str, start: int, previous: Token | None) -> bool:
    """`xếp thứ 11 toàn quốc và thứ 3 trong vùng`: a place among others, not a number in a row."""
    if _RANKED.search(before):
        return True
    beside = previous is not None and previous.role is None and previous.label and start - previous.end < _BESIDE
    return bool(beside) and before.endswith((" và thứ ", ", thứ "))


def _is_label(word: str, role: Role, printed: str, quantity: bool, measured: bool) -> bool:
    if word in _ALWAYS and not quantity:
        return True
    padded = len(printed) > 1 and printed.startswith("0") and role is not Role.DOCUMENT_NUMBER
    return (
        not measured and not padded and len(printed) <= _DIGITS[role] and ("." not in printed or word in _DECIMAL_NAMES)
    )


def _in_name(text: str, folded: str, number: Digits) -> Token | None:
    """`phường Cổ Nhuế 1`, `eOffice 4.0`, `Q.1`: a small number after a capitalised word."""
    start, end, printed = number.start, number.end, number.printed
    version = printed.endswith(".0") and len(printed) == 3
    if not version and (len(printed) > 3 or printed.startswith("0") or not printed.isdigit()):
        return None
    if version:
        return Token(start, end, printed, Role.NAME)
    if _DISTRICT.search(text, max(0, start - 4), start):
        return Token(start, end, printed, Role.NAME)
    word = _WORD_BEFORE.search(text, start - min(start, 16), start)
    if word and word[1][0].isupper() and not word[1].isupper() and not _opens_sentence(folded, word.start()):
        return Token(start, end, text[start:end], Role.NAME)
    return None


def _goes_on(text: str, previous: Token, number: Digits) -> bool:
    """`Mỹ Lộc 150 đảng viên; Vụ Bản 110; Ý Yên 95`: a name and a figure after others in a list."""
    start, end = number.start, number.end
    if previous.role is not None or start - previous.end > _LONGEST_ITEM or not _ITEM_ENDS.match(text, end):
        return False
    gap = text[previous.end : start]
    name = next_name(gap) if "," not in gap or read_digits(number.printed).value > _LARGEST_NAME else []
    return len(name) > 1 and all(word[0].isupper() for word in name)


def _opens_sentence(folded: str, position: int) -> bool:
    return folded[max(0, position - 3) : position].rstrip(_LEADS)[-1:] in ".;:!?)\n"
