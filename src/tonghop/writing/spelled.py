"""Numbers in words, as documents write out amounts of money: `một triệu không trăm linh năm nghìn`."""

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_BEHIND_TENS = {1: "mốt", 4: "tư", 5: "lăm"}
_SCALES = ("triệu", "nghìn", "")
_BILLION = 10**9


def spelled(number: int) -> str:
    """A whole number, not negative, in words; `linh`, `nghìn`, `tỷ` as the south says `lẻ`, `ngàn`, `tỉ`."""
    return " ".join(_words(number)) if number else _DIGITS[0]


def amount(dong: int) -> str:
    """An amount in đồng in words, as a sentence of its own begins: `Hai mươi mốt nghìn đồng`."""
    words = spelled(dong)
    return f"{words[0].upper()}{words[1:]} đồng"


def _words(number: int, *, behind: bool = False) -> list[str]:
    """The words of a number; `behind` others it tells its hundreds also where there are none."""
    billions, rest = divmod(number, _BILLION)
    words = [*_words(billions, behind=behind), "tỷ"] if billions else []
    for at, scale in enumerate(_SCALES):
        group = rest // 1000 ** (len(_SCALES) - 1 - at) % 1000
        if group:
            words += _group(group, behind=behind or bool(words))
            words += [scale] if scale else []
    return words


def _group(number: int, *, behind: bool) -> list[str]:
    hundreds, rest = divmod(number, 100)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or behind else []
    return words + _below_hundred(rest, behind=bool(words))


def _below_hundred(number: int, *, behind: bool) -> list[str]:
    tens, ones = divmod(number, 10)
    if not tens:
        return (["linh"] if behind else []) + [_DIGITS[ones]] if ones else []
    words = ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if not ones:
        return words
    last = "lăm" if ones == 5 else _DIGITS[ones] if tens == 1 else _BEHIND_TENS.get(ones, _DIGITS[ones])
    return [*words, last]
