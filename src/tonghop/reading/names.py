"""Names of places in running text: the capitalised words after `phường`, `huyện` …"""

import re
from typing import Final

from tonghop.reading.lexicon import unit_at

_NO_NAME: Final = frozenset({"SỐ", "BÁO", "CỘNG", "SỞ", "PHÒNG", "BAN"})
_LONGEST: Final = 4
_NEXT: Final = re.compile(r"[^;,:.()\n\d]{0,24}(?:;| và|,) ((?:[^\W\d_]+[ .])+)")


def next_name(gap: str) -> list[str]:
    """The words of a name between its figure and the one before it in a list: ` đảng viên mới; Vụ Bản `; else none."""
    item = _NEXT.fullmatch(gap)
    return item[1].split() if item and item[1][0].isupper() else []


def leading_name(words: str) -> str:
    """The capitalised words, and a number that may end them, with which `words` begins; empty where it does not."""
    name: list[str] = []
    split = words.split()
    for word, following in zip(split, [*split[1:], ""], strict=True):
        ends = word.isdigit() and name and len(word) < 3 and unit_at(following.lower(), 0) is None
        if not (word[0].isupper() or ends) or word.upper() in _NO_NAME or len(name) == _LONGEST:
            break
        name.append(word)
    return " ".join(name)
