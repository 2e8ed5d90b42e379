"""Names of places in running text: the capitalised words after `phường`, `huyện` …"""

from tonghop.reading.lexicon import unit_at

_NO_NAME = frozenset({"SỐ", "BÁO", "CỘNG", "SỞ", "PHÒNG", "BAN"})
_LONGEST = 4


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
