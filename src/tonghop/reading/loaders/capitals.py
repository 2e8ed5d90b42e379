"""Capitals that an encoding without them has lost: TCVN3 writes `ỦY BAN` as `ủY BAN` and `Ủy ban` as `ủy ban`."""

import re

_TONED = frozenset("àáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ")
_ROW = re.compile(r"[^\W\d_]+(?: +[^\W\d_]+)*")
_SENTENCE = re.compile(r"(?:\A|\n[ \t\r]*\n|(?<=[.!?])\s|(?<=[.:;])\s*\n)\W*(?:\d{1,2}[.)]\W*)?[^\W\d_]")


def with_capitals(line: str) -> str:
    """The line with words in capitals wherever all letters are that could have been."""
    return _ROW.sub(lambda row: _in_capitals(row[0]), line)


def with_sentence_case(text: str) -> str:
    """The text with a capital where a sentence begins with a letter that could not be one. Lengths stay."""
    return _SENTENCE.sub(
        lambda start: start[0][:-1] + start[0][-1].upper() if start[0][-1] in _TONED else start[0], text
    )


def _in_capitals(row: str) -> str:
    """A row of words: those in capitals beyond doubt make capitals of doubtful ones that stand only among such."""
    parts = re.split("( +)", row)
    words = parts[::2]
    sure = [_is_in_capitals(word) for word in words]
    if not any(sure):
        return row
    fitting = [beyond or _may_be_in_capitals(word) for beyond, word in zip(sure, words, strict=True)]
    for place, word in enumerate(words):
        if sure[place] or all(fitting[max(place - 1, 0) : place + 2]):
            parts[2 * place] = word.upper()
    return "".join(parts)


def _is_in_capitals(word: str) -> bool:
    return _may_be_in_capitals(word) and any(letter.isupper() for letter in word[1:])


def _may_be_in_capitals(word: str) -> bool:
    return all(letter.isupper() or letter in _TONED for letter in word)
