"""What the recogniser is known to misread around numbers, put right where nothing else can be meant."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from tonghop.catalog import UnitKind, units
from tonghop.catalog.misread import misread
from tonghop.reading.loaders.scans.tesseract import Character, Words

Word = tuple[Character, ...]
_LIKE_DIGITS = str.maketrans("OolI|", "00111")
_MISREAD_NUMBER = re.compile(r"(?=.*\d.*\d)[(“\"]?[\dl|][\dOolI|]*(?:[.,][\dOolI|]+)*[%)”\".,;:]*")
_SQUARE_METRES = re.compile(r"(.*\d)?[ckdh]?m([^\w\s.,;:)\]/%+–-]|[ỉŸÿ])", re.DOTALL)
_TWO_MARKS = re.compile(r"(?<=\d)\.,(?=\d)")
_DECIMAL_POINT = re.compile(r"(?<=\d\.\d{3})\.(?=\d{1,2}(?!\d))")
_WITHIN = 0.3  # a narrower gap, in heights of a digit, parts no words
_SCALES = frozenset(form for form, unit in units().items() if unit.kind is UnitKind.SCALE)
_LAST_DIGIT = re.compile(r"(?<=[\d(])\d(?=[).,;:]*\Z)")
_WIDE_BRACKET, _PERCENT_SIGN = 0.6, (0.8, 1.2)  # heights: a bracket as wide hides the sign, a digit as wide is one
_OPENING = {"”": "“", "’": "‘"}


def mended(line: Words) -> Words:
    """The line with the words put right that belong to numbers."""
    words = [_percent(_marks(_digits(word))) for word in _joined(line.words)]
    words = [_with_power(words, place) for place in range(len(words))]
    return replace(line, words=tuple(_units(words)))


def text_of(word: Iterable[Character]) -> str:
    """The letters of a word."""
    return "".join(character.text for character in word)


def _joined(words: Sequence[Word]) -> list[Word]:
    """Words of which a number was torn at its point or comma put together again: `2. 435`, `12 ,5`."""
    result = [words[0]]
    for before, word in pairwise(words):
        if _is_torn(before, word):
            result[-1] += word
        else:
            result.append(word)
    return result


def _is_torn(before: Word, word: Word) -> bool:
    left, right = text_of(before), text_of(word)
    near = word[0].left - before[-1].right < _WITHIN * max(each.bottom - each.top for each in before)
    if not near:
        return False
    if re.search(r"\d[.,]\Z", left):
        return bool(re.match(r"\d{3}(?!\d)" if left.endswith(".") else r"\d", right))
    return bool(re.search(r"\d\Z", left) and re.match(r"\.\d{3}(?!\d)|,\d", right))


def _digits(word: Word) -> Word:
    """Letters that look like digits, within a number: `2O24`, `l.234`."""
    if not _MISREAD_NUMBER.fullmatch(text_of(word)):
        return word
    return tuple(replace(each, text=each.text.translate(_LIKE_DIGITS)) for each in word)


def _marks(word: Word) -> Word:
    """The marks of a number that can only be a decimal comma: `1.284.,5`, `1.284.5`."""
    if twice := _TWO_MARKS.search(text_of(word)):
        word = (*word[: twice.start()], *word[twice.start() + 1 :])
    point = _DECIMAL_POINT.search(text_of(word))
    return _with(word, point.start(), ",") if point else word


def _percent(word: Word) -> Word:
    """A word with the percent sign that was read as a last digit too wide for one, or lost between brackets."""
    if text_of(word) == "()" and _width(word[1]) >= _WIDE_BRACKET:
        return (word[0], replace(word[1], text="%", right=word[1].right - 1), replace(word[1], left=word[1].right - 1))
    last = _LAST_DIGIT.search(text_of(word))
    if not last:
        return word
    before, digit = word[last.start() - 1 : last.start() + 1]
    apart = digit.left >= before.right and _PERCENT_SIGN[0] < _width(digit) < _PERCENT_SIGN[1]
    return _with(word, last.start(), "%") if apart else word


def _width(character: Character) -> float:
    """How wide a character is in its own heights."""
    return (character.right - character.left) / max(1, character.bottom - character.top)


def _with(word: Word, index: int, text: str) -> Word:
    """The word with another character at a place."""
    return (*word[:index], replace(word[index], text=text), *word[index + 1 :])


def _with_power(words: Sequence[Word], place: int) -> Word:
    """A word such as `58,5m?` with the raised 2 that was read as another mark."""
    word, text = words[place], text_of(words[place])
    power = _SQUARE_METRES.match(text)
    counted = power and (power[1] or (place > 0 and words[place - 1][-1].text.isdigit()))
    if not power or not counted or _closes(power[2], words[: place + 1]):
        return word
    return _with(word, power.start(2), "²")


def _closes(mark: str, words: Sequence[Word]) -> bool:
    """Whether a quotation that began in these words may end with the mark."""
    opening = _OPENING.get(mark)
    text = "".join(map(text_of, words))
    return opening is not None and text.count(opening) >= max(1, text.count(mark))


def _units(words: Sequence[Word]) -> Iterator[Word]:
    """The words, those of money after a number as they are printed: `tỷ`, `triệu đồng`."""
    after = ""
    for word in words:
        letters = [each for each in word if each.text.isalpha()]
        read = text_of(letters)
        right = misread(after).get(read.casefold()) if after and letters == list(word[: len(letters)]) else None
        if right:
            word = (*map(_spelt, letters, right), *word[len(letters) :])
        yield word
        after = "scale" if text_of(word).casefold() in _SCALES else "number" if word[-1].text.isdigit() else ""


def _spelt(character: Character, text: str) -> Character:
    return replace(character, text=text.upper() if character.text.isupper() else text)
