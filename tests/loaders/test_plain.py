"""Which texts need no search for what is invisible, and that none that needs it is taken for one of them."""

import re
import sys
import unicodedata

import pytest

from tonghop.reading.loaders import chat, invisible
from tonghop.reading.loaders.plain import is_plain

PLAIN = "".join(char for char in map(chr, range(sys.maxunicode + 1)) if is_plain(char))


@pytest.mark.parametrize(
    "text", ["", "Thu ngân sách đạt 1.250 tỷ đồng¹ (bằng 52,5% dự toán) – “vượt” kế hoạch…\r\n\t• 5m²"]
)
def test_a_report_is_plain(text: str) -> None:
    assert is_plain(text)


@pytest.mark.parametrize("char", ["\u200b", "\xad", "\x00", "\x1b", "\u0301", "✅", "\U0001f389", "\u20e3", "\u212b"])
def test_a_text_with_anything_else_is_not(char: str) -> None:
    assert not is_plain(f"Hoàn thành{char} 12 dự án")


def test_plain_characters_are_what_they_stand_for() -> None:
    assert unicodedata.normalize("NFC", PLAIN) == PLAIN
    assert not any(map(unicodedata.combining, PLAIN))
    assert invisible.without_invisible(PLAIN) == PLAIN
    assert chat.as_prose(PLAIN) == PLAIN
    assert {char for char in PLAIN if unicodedata.category(char) in ("Cc", "Cf")} == set("\t\n\r")
    assert re.fullmatch(r"[^\x00-\x08\x0b-\x0c\x0e-\x1f\x7f]+", PLAIN)
