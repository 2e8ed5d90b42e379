"""What people fill in, as values of the fields of a register, and back as they are kept and shown."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from tonghop.catalog.registers import FieldOf, Kind, Register
from tonghop.core.errors import Refusal
from tonghop.core.numbers import Form, Trouble
from tonghop.core.numbers import number as written_number
from tonghop.registers.history import Value

_MOST = 10**15
_YEARS = range(1900, 2200)
_LONGEST = 10_000
_NUMBERS = frozenset({Kind.COUNT, Kind.YEAR, Kind.MONEY, Kind.AREA})


class WronglyFilled(Refusal):
    """A field that holds what it cannot hold. `field` is its key."""

    def __init__(self, message: str, key: str, label: str, text: str = "", **more: object) -> None:
        super().__init__(message, label=label, text=text, **more)
        self.field = key


def filled(register: Register, texts: Mapping[str, str]) -> dict[str, Value]:
    """The values of the fields that `texts` names, None where the text is empty; raises WronglyFilled.

    Numbers are whole or have a decimal comma, thousands may be parted by dots; days are 2026-06-01 or 01/6/2026.
    """
    return {key: value_of(key, field, texts[key].strip()) for key, field in register.fields.items() if key in texts}


def value_of(key: str, field: FieldOf, text: str) -> Value:
    """The value that a text says; raises WronglyFilled."""
    if not text:
        return None
    if len(text) > _LONGEST:
        raise WronglyFilled("{label}: dài quá 10.000 ký tự.", key, field.label)
    if field.type is Kind.CHOICE:
        return _choice(key, field, text)
    if field.type in _NUMBERS:
        return _number(key, field, text)
    if field.type is Kind.DATE:
        return _day(key, field, text)
    if field.type is Kind.YES_NO:
        return text in ("yes", "có", "1", "true")
    return text


def _choice(key: str, field: FieldOf, text: str) -> str:
    words = {label.casefold(): name for name, label in field.choices.items()}
    found = text if text in field.choices else words.get(text.casefold())
    if found is None:
        raise WronglyFilled("{label}: không có lựa chọn “{text}”.", key, field.label, text)
    return found


def _number(key: str, field: FieldOf, text: str) -> Value:
    number = written_number(text, Form.VIETNAMESE)
    if isinstance(number, Trouble):
        raise WronglyFilled("{label}: “{text}” không phải là số.", key, field.label, text)
    if not 0 <= number < _MOST:
        raise WronglyFilled("{label}: “{text}” không nằm trong khoảng cho phép.", key, field.label, text)
    if field.least is not None and number < field.least:
        raise WronglyFilled("{label}: “{text}” nhỏ hơn {least}.", key, field.label, text, least=field.least)
    if field.most is not None and number > field.most:
        raise WronglyFilled("{label}: “{text}” lớn hơn {most}.", key, field.label, text, most=field.most)
    if field.type is not Kind.AREA and number.as_tuple().exponent:
        raise WronglyFilled("{label}: “{text}” phải là số nguyên.", key, field.label, text)
    return int(number) if number == number.to_integral_value() else number


def day_of(text: str) -> date:
    """The day that a text says, 2026-06-01 or 01/6/2026; raises ValueError."""
    if "/" not in text:
        return date.fromisoformat(text)
    day, month, year = map(int, text.split("/"))
    try:
        return date(year, month, day)
    except OverflowError as error:
        raise ValueError(text) from error


def _day(key: str, field: FieldOf, text: str) -> date:
    try:
        day = day_of(text)
    except ValueError:
        raise WronglyFilled("{label}: “{text}” không phải là ngày, tháng, năm.", key, field.label, text) from None
    if day.year not in _YEARS:
        raise WronglyFilled("{label}: “{text}” không nằm trong khoảng cho phép.", key, field.label, text)
    return day


def kept(values: Mapping[str, Value]) -> dict[str, Any]:
    """Values as plain JSON: days and numbers with decimals as text."""
    return {
        key: value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, Decimal) else value
        for key, value in values.items()
    }


def restored(register: Register, values: Mapping[str, Any]) -> dict[str, Value]:
    """Values that were kept, of the fields that the register has."""
    return {key: _restored(field, values[key]) for key, field in register.fields.items() if key in values}


def _restored(field: FieldOf, value: Any) -> Value:
    if value is None:
        return None
    if field.type is Kind.DATE:
        return date.fromisoformat(value)
    if field.type in _NUMBERS and isinstance(value, str):
        return Decimal(value)
    return value  # type: ignore[no-any-return]
