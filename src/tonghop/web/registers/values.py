"""The values of a case in the words of its reader, and as the fields of a form hold them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tonghop.catalog.registers import FieldOf, Kind, Register
from tonghop.ledger import units
from tonghop.ledger.cases import MASK
from tonghop.ledger.models import Account, Unit, UnitKind
from tonghop.web.numbers import Speech

_UNITS = {Kind.MONEY: "đồng", Kind.AREA: "m²"}


@dataclass(frozen=True, slots=True)
class Choices:
    """What fields that name units, persons and places may hold: key → words."""

    units: Mapping[str, str]
    accounts: Mapping[str, str]
    places: Mapping[str, str]

    def of(self, field: FieldOf) -> Mapping[str, str]:
        """The choices of a field, none where anything may be typed."""
        match field.type:
            case Kind.CHOICE:
                return field.choices
            case Kind.UNIT:
                return self.units
            case Kind.ACCOUNT:
                return self.accounts
            case Kind.PLACE:
                return self.places
            case _:
                return {}


def choices(unit: Unit, day: date) -> Choices:
    """What can be chosen at a unit: the units below it, the people who hold a role over any of them, its groups."""
    codes = units.subtree(unit.code, day)
    names = units.names_of(codes, day)
    groups = set(Unit.objects.filter(code__in=codes, kind=UnitKind.GROUP).values_list("code", flat=True))
    people = Account.objects.filter(is_active=True, grants__unit__code__in=codes).distinct().order_by("full_name")
    return Choices(
        {code: names.get(code, code) for code in codes if code not in groups},
        {item.username: item.full_name or item.username for item in people},
        {code: names.get(code, code) for code in codes if code in groups},
    )


def words(field: FieldOf, value: Any, chosen: Choices, speech: Speech) -> str:
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
            unit = field.unit or _UNITS.get(field.type, "")
            return f"{speech.number(Decimal(value))} {speech.say(unit) if unit else ''}".strip()
        case _:
            return chosen.of(field).get(str(value), str(value))


def rows(register: Register, values: Mapping[str, Any], chosen: Choices, speech: Speech) -> list[tuple[FieldOf, str]]:
    """The fields that are filled, with their values in words."""
    told = ((field, words(field, values.get(key), chosen, speech)) for key, field in register.fields.items())
    return [(field, text) for field, text in told if text]
