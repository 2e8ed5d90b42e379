"""Setting up an office: its units, departments, residential groups, indicators, calendars and forms."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from tonghop.catalog.administrative import REFORM, AdministrativeUnit, administrative_units, named
from tonghop.catalog.offices import Profile
from tonghop.ledger import units
from tonghop.ledger.errors import LedgerError
from tonghop.ledger.models import Unit, UnitKind
from tonghop.ledger.office import definitions, places
from tonghop.ledger.units import Author, New

_NOT_FOUND = "Danh mục không có đơn vị “{words}” vào ngày {day} cho mẫu “{profile}”. Kiểm tra tên, mã hoặc ngày."
_SEVERAL = "Có {count} đơn vị tên “{words}”: {units}. Ghi mã, hoặc ghi thêm tên cấp trên sau dấu phẩy."
_NOT_THEN = "Mẫu “{profile}” không dùng cho ngày {day}. Chọn mẫu hoặc ngày khác."
_NO_GROUPS = "Mẫu “{profile}” không có thôn, tổ dân phố. Bỏ tham số đó."
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Made:
    """What setting up an office added."""

    unit: str
    units: int
    indicators: int
    calendars: int
    forms: int


def look_up(profile: Profile, words: str, on: date) -> AdministrativeUnit:
    """The one unit of the catalog that is meant; raises LedgerError where there is none or more than one."""
    day = f"{on:%d/%m/%Y}"
    if (profile.start and on < profile.start) or (profile.end and on >= profile.end):
        raise LedgerError(_NOT_THEN, profile=profile.key, day=day)
    fit = [
        unit
        for unit in named(words, on)
        if unit.level == profile.level and unit.name.startswith(tuple(f"{word} " for word in profile.begins))
    ]
    if not fit:
        raise LedgerError(_NOT_FOUND, words=words, day=day, profile=profile.key)
    if len(fit) > 1:
        shown = "; ".join(f"{unit.code} {unit.name} ({_above(unit, on)})" for unit in fit[:_SHOWN])
        raise LedgerError(_SEVERAL, count=len(fit), words=words, units=shown)
    return fit[0]


@transaction.atomic
def init(profile: Profile, unit: AdministrativeUnit, on: date, groups: int | Sequence[str], by: Author) -> Made:
    """Set up the office of a unit of the catalog; what is there already stays as it is. Raises LedgerError."""
    before = Unit.objects.count()
    places.settle(unit, on, by)
    furnish(unit.code, profile, groups, by)
    return define(unit.code, profile, before, by)


def furnish(code: str, profile: Profile, groups: int | Sequence[str], by: Author) -> None:
    """Give a unit the departments of its profile and its residential groups: their names, or how many there are."""
    if groups and not profile.group:
        raise LedgerError(_NO_GROUPS, profile=profile.key)
    names = [profile.group.format(number=each + 1) for each in range(groups)] if isinstance(groups, int) else groups
    born = units.find(code).born
    wanted = [New(f"{code}-{item.suffix}", UnitKind.DEPARTMENT, item.name, code, born) for item in profile.departments]
    wanted += (New(f"{code}-{number:02}", UnitKind.GROUP, name, code, born) for number, name in enumerate(names, 1))
    held = set(Unit.objects.filter(code__in=[new.code for new in wanted]).values_list("code", flat=True))
    if missing := [new for new in wanted if new.code not in held]:
        units.create(missing, by)


def duties(code: str, profile: Profile) -> tuple[tuple[str, str], ...]:
    """Which department of a unit owes which form, as (form, unit)."""
    return tuple((form, f"{code}-{item.suffix}") for item in profile.departments for form in item.forms)


def define(code: str, profile: Profile, before: int, by: Author) -> Made:
    """Take over what the office works with; what was added since there were `before` units."""
    return Made(
        unit=code,
        units=Unit.objects.count() - before,
        indicators=definitions.take_over_indicators(by),
        calendars=definitions.take_over_calendars(by),
        forms=definitions.take_over_forms(profile.reporters, by),
    )


def _above(unit: AdministrativeUnit, on: date) -> str:
    above = unit.former if on < REFORM else unit.parent
    return administrative_units()[above].name if above else unit.code
