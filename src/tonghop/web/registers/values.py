"""The values of a case in the words of its reader, and as the fields of a form hold them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from tonghop.catalog.registers import FieldOf, Kind, Register
from tonghop.ledger.cases import MASK
from tonghop.ledger.cases.naming import Names
from tonghop.web.numbers import Speech


def words(field: FieldOf, value: Any, chosen: Names, speech: Speech) -> str:
    """A value as it is shown; empty where there is none."""
    if value is None or value == "":
        return ""
    if value == MASK:
        return MASK
    match field.type:
        case Kind.DATE:
            return speech.day(date.fromisoformat(value))
        case Kind.YES_NO:
            return speech.say("có" if value else "không")
        case Kind.COUNT | Kind.MONEY | Kind.AREA:
            return field.measured(speech.number(Decimal(value)), speech.say)
        case _:
            return chosen.of(field).get(str(value), str(value))


def rows(register: Register, values: Mapping[str, Any], chosen: Names, speech: Speech) -> list[tuple[FieldOf, str]]:
    """The fields that are filled, with their values in words."""
    told = ((field, words(field, values.get(key), chosen, speech)) for key, field in register.fields.items())
    return [(field, text) for field, text in told if text]


def changed(
    register: Register, before: Mapping[str, Any], after: Mapping[str, Any], chosen: Names, speech: Speech
) -> list[tuple[FieldOf, str]]:
    """The fields that were corrected, each with what it held before and what it holds after."""

    def told(field: FieldOf, value: Any) -> str:
        text = words(field, value, chosen, speech)
        return speech.say(text) if field.type is Kind.CHOICE and text else text

    among = ((key, field) for key, field in register.fields.items() if key in before)
    pairs = ((field, told(field, before[key]), told(field, after[key])) for key, field in among)
    return [(field, f"{was or speech.say('chưa ghi')} → {now or speech.say('bỏ trống')}") for field, was, now in pairs]
