"""Which words changed from one version of a text to the next."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORDS = re.compile(r"\S+\s*|\s+")


class Way(StrEnum):
    """What became of words."""

    KEPT = "kept"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Words:
    """Some words that stayed, went or came."""

    way: Way
    text: str


def changes(old: str, new: str) -> Iterator[Words]:
    """The words of both texts in order; what went stands before what came in its place."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    old_words, new_words = ([word.strip() for word in words] for words in (before, after))
    for tag, first, last, start, end in SequenceMatcher(None, old_words, new_words, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Words(Way.KEPT, "".join(after[start:end]))
            continue
        if first < last:
            yield Words(Way.GONE, "".join(before[first:last]))
        if start < end:
            yield Words(Way.NEW, "".join(after[start:end]))


def by_line(parts: Iterable[Words]) -> list[list[Words]]:
    """The same line by line, blank lines left out."""
    lines: list[list[Words]] = [[]]
    for part in parts:
        first, *others = part.text.split("\n")
        lines[-1].append(Words(part.way, first))
        lines += ([Words(part.way, text)] for text in others)
    return [line for line in lines if any(part.text.strip() for part in line)]
