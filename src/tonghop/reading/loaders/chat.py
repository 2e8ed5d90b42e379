"""Text pasted from chat (Zalo, Telegram, WhatsApp): who wrote when is left out, emoji are what they stand for."""

import re

_DAY, _TIME = r"\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?", r"\d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp]\.?[Mm]\.?| ?SA| ?CH)?"
_MOMENT = rf"(?:{_DAY},? *(?:- *)?{_TIME}|{_TIME},? *(?:- *)?{_DAY})"
_NAME = r"[^:\[\]\n]{1,60}"
_HEAD = re.compile(
    rf"^(?:\[ *{_MOMENT} *\] *{_NAME}: *|{_MOMENT} *[-–] *{_NAME}: *|{_NAME}, \[ *{_MOMENT} *\] *\r?\n)", re.MULTILINE
)
_CLOCK = re.compile(rf"^ *(?:(?:Hôm nay|Hôm qua|Đã gửi|Đã nhận|Đã xem) *)?(?:{_MOMENT}|{_TIME}) *\r?$\n?", re.MULTILINE)
_ANY_TIME = re.compile(r":\d\d")
_LEAST_CLOCKS = 2
_EMOJI = "\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u231a-\u23ff\u25aa-\u25fe"
_JOINERS = "\ufe0f\u200d"
_SIGN = f"(?:[0-9]\ufe0f?\u20e3|[{_EMOJI}])"
_BULLET = re.compile(f"^([ \t]*){_SIGN}(?:{_SIGN}|[{_JOINERS}])*[ \t]*(?:[-–+•.)][ \t]*)?(?=\\S)", re.MULTILINE)
_OTHER = re.compile(f" ?[{_EMOJI}][{_EMOJI}{_JOINERS}]*")
_MAY_BE_EMOJI = re.compile("[\u20e3-\U0010ffff]")


def as_prose(text: str) -> str:
    """The text with its messages as paragraphs and its emoji as bullets; a text that is no chat as it is."""
    return _without_emoji(without_heads(text))


def without_heads(text: str) -> str:
    """The text with its messages as paragraphs; one that is no chat as it is."""
    timed = {text.rfind("\n", 0, time.start()) + 1 for time in _ANY_TIME.finditer(text)}
    clocks = sum(_CLOCK.match(text, line) is not None for line in timed)
    if clocks < _LEAST_CLOCKS and not any(_HEAD.match(text, line) for line in timed):
        return text
    return _CLOCK.sub("\n", _HEAD.sub("\n", text)).strip()


def _without_emoji(text: str) -> str:
    return _OTHER.sub("", _BULLET.sub(r"\1- ", text)) if _MAY_BE_EMOJI.search(text) else text
