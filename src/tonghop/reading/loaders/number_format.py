"""Numbers and dates as a spreadsheet's number format shows them, written the Vietnamese way."""

import datetime
import re
from decimal import ROUND_HALF_UP, Context, Decimal

_SIGNIFICANT = 15  # digits a spreadsheet keeps
_GENERAL = Context(prec=10, rounding=ROUND_HALF_UP)  # digits the format General shows
_TOKEN = re.compile(
    r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|General|[0#?][0#?.,]*|\.[0#?]+|E[+-]0+|.', re.IGNORECASE | re.DOTALL
)
_DATE_TOKEN = re.compile(
    r'"[^"]*"|\\.|_.|\*.|\[h+\]|\[m+\]|\[[^\]]*\]|AM/PM|A/P|y+|m+|d+|h+|s+|.', re.IGNORECASE | re.DOTALL
)
SHORT_DATE = "mm-dd-yy"  # stored for "the short date of this computer"
_NUMERIC = re.compile(r"[0#?.]")


def shown_number(value: int | float, number_format: str) -> str:
    """A number in its format: `#,##0.0` shows 1234.56 as `1.234,6`, `0.0%` shows 0.324 as `32,4%`."""
    number = Decimal(format(value, f".{_SIGNIFICANT}g")) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        return str(value)
    sections = _sections(number_format)
    section = sections[0]
    if number < 0 and len(sections) > 1:
        section, number = sections[1], -number
    elif number == 0 and len(sections) > 2:
        section = sections[2]
    return _in_section(number, section)


def shown_date(
    value: datetime.datetime | datetime.date | datetime.time | datetime.timedelta, number_format: str
) -> str:
    """A date or time in its format; the computer's own short date is day/month/year."""
    if isinstance(value, datetime.timedelta):
        minutes, seconds = divmod(int(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"
    date_format = "dd/mm/yyyy" if number_format == SHORT_DATE else _sections(number_format)[0]
    tokens = _DATE_TOKEN.findall(date_format)
    return "".join(_date_part(value, token, tokens[:place]) for place, token in enumerate(tokens)).strip()


def _sections(number_format: str) -> list[str]:
    """Formats for positive, negative and zero numbers, as far as given; separators within quotes are text."""
    return re.findall(r'(?:"[^"]*"|\\.|[^;])+|(?<=;)(?=;|\Z)', number_format) or ["General"]


def _in_section(number: Decimal, section: str) -> str:
    tokens = _TOKEN.findall(section)
    patterns = [token for token in tokens if _NUMERIC.match(token)]
    if any(token.lower() in ("general", "@") for token in tokens) or len(patterns) > 1 or re.search(r"E[+-]", section):
        return _general(number)
    number *= Decimal(100) ** tokens.count("%")
    written = [_patterned(abs(number), token) if _NUMERIC.match(token) else _literal(token) for token in tokens]
    sign = "-" if number < 0 and re.search("[1-9]", "".join(written)) else ""
    return (sign + "".join(written).strip()).strip()


def _general(number: Decimal) -> str:
    rounded = number if number == number.to_integral_value() else _GENERAL.plus(number)
    text = format(rounded, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def _literal(token: str) -> str:
    if token[0] == '"':
        return token.strip('"')
    if token[0] == "\\":
        return token[1:]
    if token[0] == "_":
        return " "
    if token[0] == "[":
        return token[2:-1].split("-")[0] if token.startswith("[$") else ""
    return "" if token[0] == "*" else token


def _patterned(number: Decimal, pattern: str) -> str:
    whole, _, part = pattern.partition(".")
    thousands = len(whole) - len(whole.rstrip(","))
    grouped = "," in whole.rstrip(",")
    part = part.replace(",", "")
    number = number.scaleb(-3 * thousands).quantize(Decimal(1).scaleb(-len(part)), ROUND_HALF_UP)
    digits, _, decimals = format(number, "f").partition(".")
    digits = digits.lstrip("0").rjust(whole.count("0"), "0")
    if grouped:
        digits = re.sub(r"(?<=\d)(?=(?:\d{3})+\Z)", ".", digits)
    while decimals and decimals[-1] == "0" and part[len(decimals) - 1] != "0":
        decimals = decimals[:-1]
    return f"{digits},{decimals}" if decimals else digits


def _date_part(value: datetime.datetime | datetime.date | datetime.time, token: str, before: list[str]) -> str:
    kind = token[0].lower()
    if kind == "y" and isinstance(value, datetime.date):
        return f"{value.year:04d}" if len(token) > 2 else f"{value.year % 100:02d}"
    if kind == "d" and isinstance(value, datetime.date):
        return f"{value.day:02d}" if len(token) > 1 else str(value.day)
    if kind == "m" and not _means_minutes(value, before) and isinstance(value, datetime.date):
        return f"Tháng {value.month}" if len(token) > 2 else str(value.month).rjust(len(token), "0")
    if kind in "hms" and isinstance(value, datetime.datetime | datetime.time):
        number = {"h": value.hour, "m": value.minute, "s": value.second}[kind]
        return str(number).rjust(min(len(token), 2), "0")
    return _literal(token)


def _means_minutes(value: datetime.date | datetime.time, before: list[str]) -> bool:
    """Whether an `m` stands for minutes: right after the hours."""
    units = [token[0].lower() for token in before if token[0].lower() in "ydmhs"]
    return isinstance(value, datetime.time) or bool(units and units[-1] == "h")
