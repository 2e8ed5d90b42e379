"""What fields that name units, persons and places may hold, by their codes; and what people call these."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from tonghop.catalog.registers import FieldOf, Kind, Register
from tonghop.ledger import access, units
from tonghop.ledger.cases.errors import NotInList
from tonghop.ledger.exchange.words import key
from tonghop.ledger.models import Account, Unit, UnitKind
from tonghop.ledger.rights import Action

_NAMING = frozenset({Kind.UNIT, Kind.ACCOUNT, Kind.PLACE})
_SHOWN = 60
"""How much of what is no code is repeated."""


@dataclass(frozen=True, slots=True)
class Names:
    """Units, persons and residential groups at a unit: code → name."""

    units: Mapping[str, str]
    accounts: Mapping[str, str]
    places: Mapping[str, str]

    def of(self, field: FieldOf) -> Mapping[str, str]:
        """The choices of a field, none where anything may be written."""
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


def names_at(unit: Unit, day: date) -> Names:
    """The units at and below a unit, the people who may handle cases of any of them, its residential groups."""
    codes = units.subtree(unit.code, day)
    names = units.names_of(codes, day)
    groups = set(Unit.objects.filter(code__in=codes, kind=UnitKind.GROUP).values_list("code", flat=True))
    return Names(
        {code: names.get(code, code) for code in codes if code not in groups},
        {item.username: item.full_name or item.username for item in _people(codes)},
        {code: names.get(code, code) for code in codes if code in groups},
    )


def insist_known(unit: Unit, register: Register, values: Mapping[str, object], day: date) -> None:
    """Raise NotInList where a value names a unit, person or place that is neither at a unit on a day nor above it."""
    fields = ((register.fields[key], str(value)) for key, value in values.items() if value)
    if naming := [(field, code) for field, code in fields if field.type in _NAMING]:
        names = names_at(unit, day)
        for field, code in naming:
            if code not in names.of(field) and not _is_above(unit, field, code, day):
                raise NotInList(field.label, code[:_SHOWN])


def _is_above(unit: Unit, field: FieldOf, code: str, day: date) -> bool:
    """Whether a code names a unit above a unit, or a person who may handle cases of one of these."""
    codes = units.above(unit.code, day)
    if field.type is Kind.UNIT:
        return code in codes
    return field.type is Kind.ACCOUNT and _people(codes).filter(username=code).exists()


def _people(codes: Collection[str]) -> QuerySet[Account]:
    """Those who may handle cases of any of some units."""
    held = Q(grants__unit__code__in=codes, grants__role__in=access.roles_that(Action.HANDLE_CASES))
    return Account.objects.filter(held, is_active=True).distinct().order_by("full_name")


def codes_of(names: Mapping[str, str]) -> dict[str, str]:
    """The codes by what they and their names are compared by; a name that several have is none."""
    called = Counter(map(key, names.values()))
    once = {key(name): code for code, name in names.items() if called[key(name)] == 1}
    return once | {key(code): code for code in names}
