"""The documents of a register: which are issued at a step, and their texts with the places filled."""

import re
from collections.abc import Mapping

from tonghop.catalog.registers import PLACE, DocumentOf, FieldOf, Kind, Register
from tonghop.registers.history import Value, meets

_DOTS, _LINE, _DAY = " ".join(["………"] * 4), " ".join(["………"] * 7), "…/…/……"  # with gaps, where lines may break
_BLANKS = {"received": _DAY, "due": _DAY, "on": _DAY, "line": _LINE}
_BLANK_FIELDS = {Kind.DATE: _DAY, Kind.LONG: _LINE}
_CONTINUING = re.compile(r"[^\W\d_],? $|\) $|\($")


def documents_at(
    register: Register, step: str, fields: Mapping[str, Value], *, ahead: bool = False
) -> dict[str, DocumentOf]:
    """The documents that are issued at a step (empty: at any time) of a case with these fields.

    Where the step is still `ahead`, the numbers for which it asks may be any.
    """
    asked = register.transitions[step].needs if ahead and step else ()
    known = {key: value for key, value in fields.items() if key not in asked and value is not None}
    at_step = {key: item for key, item in register.documents.items() if not item.steps or step in item.steps}
    return {
        key: item
        for key, item in at_step.items()
        if bool(item.steps) is bool(step) and meets(fields, item.when) and _come_to(known, item.amounts)
    }


def _come_to(fields: Mapping[str, Value], amounts: Mapping[str, str]) -> bool:
    """Whether the numbers that are known are nothing, or more, as told."""
    return all(bool(fields[key]) is (told == "some") for key, told in amounts.items() if key in fields)


def filled_in(register: Register, text: str, told: Mapping[str, str], *, dotted: bool = True) -> str:
    """A text with what is `told` in its places; where nothing is, dots are left to write on, or nothing.

    Within a sentence a choice begins with a small letter.
    """

    def put(place: re.Match[str]) -> str:
        name, field = place[1], register.fields.get(place[1])
        value = told.get(name, "").rstrip(" .;")
        if not value:
            return _blank(name, field) if dotted else ""
        if field and field.type is Kind.CHOICE and _CONTINUING.search(text[: place.start()]):
            return _small(value)
        return value

    return PLACE.sub(put, text)


def _blank(name: str, field: FieldOf | None) -> str:
    return _BLANK_FIELDS.get(field.type, _DOTS) if field else _BLANKS.get(name.rpartition(":")[2], _DOTS)


def _small(words: str) -> str:
    return words[0].lower() + words[1:] if re.match(r"\w\w", words) and not words[1].isupper() else words
