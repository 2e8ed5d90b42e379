"""What fields that name units, persons and places may hold, by their codes; and what people call these."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from tonghop.catalog.registers import FieldOf, Kind
from tonghop.ledger import access, units
from tonghop.ledger.exchange.words import key
from tonghop.ledger.models import Account, Unit, UnitKind
from tonghop.ledger.rights import Action


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
    held = Q(grants__unit__code__in=codes, grants__role__in=access.roles_that(Action.HANDLE_CASES))
    people = Account.objects.filter(held, is_active=True).distinct().order_by("full_name")
    return Names(
        {code: names.get(code, code) for code in codes if code not in groups},
        {item.username: item.full_name or item.username for item in people},
        {code: names.get(code, code) for code in codes if code in groups},
    )


def codes_of(names: Mapping[str, str]) -> dict[str, str]:
    """The codes by what they and their names are compared by; a name that several have is none."""
    called = Counter(map(key, names.values()))
    once = {key(name): code for code, name in names.items() if called[key(name)] == 1}
    return once | {key(code): code for code in names}
