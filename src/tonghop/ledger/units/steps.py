"""The steps that operations on units are made of; each is to be taken under `totals.lock` in a transaction."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.db.models.functions import Lower
from django.utils.timezone import localdate

from tonghop.catalog.registers import registers
from tonghop.catalog.search import fold
from tonghop.ledger.errors import refuse_long
from tonghop.ledger.handing import open_cases
from tonghop.ledger.models import Ancestry, Lineage, Unit, UnitKind, UnitName, UnitParent
from tonghop.ledger.units import ancestry, totals
from tonghop.ledger.units.errors import CircularHierarchy, UnitError
from tonghop.ledger.units.hierarchy import find_all
from tonghop.ledger.units.timeline import at, give_way, name_from, parent_from, within
from tonghop.ledger.units.values import New

_NO_CODE = "Đơn vị “{name}” chưa có mã. Ghi mã đơn vị."
_ODD_CODE = (
    "Mã đơn vị “{code}” chỉ được gồm chữ cái không dấu, chữ số, dấu chấm, gạch nối, gạch dưới, bắt đầu bằng chữ cái "
    "hoặc chữ số. Ghi lại mã, không có dấu cách."
)
_NO_NAME = "Đơn vị “{code}” chưa có tên. Ghi tên đơn vị."
_TWICE = "Mã đơn vị “{code}” được khai hai lần. Mỗi mã chỉ dùng cho một đơn vị."
_TAKEN = "Mã đơn vị “{code}” đã có, chữ hoa, chữ thường không phân biệt. Chọn mã khác, hoặc đổi tên đơn vị đó."
_ALREADY_CLOSED = "Đơn vị “{code}” đã kết thúc hoạt động ngày {day}. Chọn ngày trước đó hoặc đơn vị khác."
_NOT_BORN = "Đơn vị “{code}” chỉ có từ ngày {day}. Chọn ngày từ đó trở đi hoặc đơn vị khác."
_HAS_UNITS = "Đơn vị “{code}” còn các đơn vị trực thuộc: {units}. Chuyển hoặc kết thúc các đơn vị đó trước."
_TAKES_IN = "Đơn vị “{code}” nhận phần của đơn vị khác ngày {day}. Chọn ngày kết thúc sau ngày đó."
_SAME_PARENT = "Đơn vị “{code}” đã trực thuộc “{parent}” từ trước ngày đó. Không có gì để thay đổi."
_HAS_WORK = (
    "Đơn vị “{code}” còn {count} hồ sơ chưa xong: {cases}. Kết thúc các hồ sơ đó, hoặc chuyển sang đơn vị khác trước."
)
_SHOWN = 5
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_LONGEST_CODE, _LONGEST_NAME = 40, 200


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def insist_alive(unit: Unit, start: date | None, until: date | None) -> None:
    """Raise UnitError unless the unit exists on every day from `start` until before `until` (None: without end)."""
    if unit.born and (start is None or start < unit.born):
        raise UnitError(_NOT_BORN, code=unit.code, day=_day(unit.born))
    if unit.closed and (until is None or until > unit.closed):
        raise UnitError(_ALREADY_CLOSED, code=unit.code, day=_day(unit.closed))


def insist_alive_on(unit: Unit, day: date) -> None:
    """Raise UnitError unless the unit exists on a day."""
    insist_alive(unit, day, day + timedelta(days=1))


def insert(news: Sequence[New]) -> Mapping[str, Unit]:
    """Insert units with their names, parents and ancestry; parents may be among them, or end later.

    Raises UnitError, UnknownUnit.
    """
    _insist_fit(news)
    outside = {new.parent for new in news if new.parent} - {new.code for new in news}
    known = find_all(sorted(outside))
    rows = [Unit(code=new.code, kind=new.kind, born=new.born) for new in news]
    known.update((unit.code, unit) for unit in Unit.objects.bulk_create(rows))
    parents = []
    for new in news:
        if new.parent:
            parent = known[new.parent]
            ends_later = parent.closed and (new.born is None or new.born < parent.closed)
            insist_alive(parent, new.born, parent.closed if ends_later else None)
            parents.append(UnitParent(unit=known[new.code], parent=parent, start=new.born, end=parent.closed))
    UnitParent.objects.bulk_create(parents)
    UnitName.objects.bulk_create(
        UnitName(unit=known[new.code], name=new.name, folded=fold(new.name), start=new.born) for new in news
    )
    ancestry.renew([known[new.code].id for new in news])
    return {new.code: known[new.code] for new in news}


def _insist_fit(news: Sequence[New]) -> None:
    parents: dict[str, str | None] = {}
    lowered: set[str] = set()
    for new in news:
        if not new.code.strip():
            raise UnitError(_NO_CODE, name=new.name)
        if not _CODE.fullmatch(new.code):
            raise UnitError(_ODD_CODE, code=new.code)
        if not new.name.strip():
            raise UnitError(_NO_NAME, code=new.code)
        refuse_long("Mã đơn vị", new.code, _LONGEST_CODE)
        refuse_long("Tên đơn vị", new.name, _LONGEST_NAME)
        if new.code.lower() in lowered:
            raise UnitError(_TWICE, code=new.code)
        lowered.add(new.code.lower())
        parents[new.code] = new.parent
    taken = Unit.objects.annotate(lower=Lower("code")).filter(lower__in=lowered).order_by("code")
    for code in taken.values_list("code", flat=True)[:1]:
        raise UnitError(_TAKEN, code=code)
    safe: set[str | None] = set()
    for code in parents:
        passed: set[str | None] = set()
        current: str | None = code
        while current in parents and current not in safe:
            if current in passed:
                raise CircularHierarchy(code, parents[code] or code)
            passed.add(current)
            current = parents[current]
        safe |= passed


def put_under(unit: Unit, parent: Unit, start: date) -> None:
    """From a date on, until the next change known, let a unit belong to another one."""
    held, until = parent_from(unit, start)
    until = until or unit.closed
    insist_alive(parent, start, until)
    if held and held.parent_id == parent.id:
        raise UnitError(_SAME_PARENT, code=unit.code, parent=parent.code)
    if Ancestry.objects.filter(within(start, until), ancestor=unit, unit=parent).exists():
        raise CircularHierarchy(unit.code, parent.code)
    totals.move(unit.id, held.parent_id if held else None, parent.id, start, until)
    give_way(held, start)
    UnitParent.objects.create(unit=unit, parent=parent, start=start, end=until)
    ancestry.renew([unit.id])


def call(unit: Unit, name: str, start: date) -> None:
    """From a date on, until the next change known, let a unit have another name."""
    if not name.strip():
        raise UnitError(_NO_NAME, code=unit.code)
    refuse_long("Tên đơn vị", name, _LONGEST_NAME)
    held, until = name_from(unit, start)
    give_way(held, start)
    UnitName.objects.create(unit=unit, name=name, folded=fold(name), start=start, end=until)


def close(unit: Unit, day: date, *, bequeathed: bool = False) -> None:
    """Let a unit end before a date, with its departments.

    Raises UnitError where other units still belong to it, or cases of it, or in its charge, are still open, unless
    others take these over (`bequeathed`), or it ends on a day to come: what is still open then goes to the unit above.
    """
    insist_alive(unit, day - timedelta(days=1), None)
    if later := Lineage.objects.filter(successor=unit, date__gte=day).order_by("-date").first():
        raise UnitError(_TAKES_IN, code=unit.code, day=_day(later.date))
    below = UnitParent.objects.filter(within(day, None), parent=unit).select_related("unit").order_by("unit__code")
    departments = [row.unit for row in below.filter(at(day), unit__kind=UnitKind.DEPARTMENT)]
    others = [row.unit.code for row in below if row.unit not in departments]
    if others:
        shown = ", ".join(others[:_SHOWN]) + (" …" if len(others) > _SHOWN else "")
        raise UnitError(_HAS_UNITS, code=unit.code, units=shown)
    for department in departments:
        close(department, day, bequeathed=bequeathed)
    if not bequeathed and (day <= localdate() or not UnitParent.objects.filter(at(day), unit=unit).exists()):
        _insist_no_work(unit)
    for held in UnitParent.objects.filter(within(day, None), unit=unit):
        left = max(held.start or day, day)
        totals.move(unit.id, held.parent_id, None, left, held.end)
        give_way(held, left)
    unit.closed = day
    unit.save(update_fields=["closed"])
    ancestry.renew([unit.id])


def _insist_no_work(unit: Unit) -> None:
    cases = open_cases([unit.code])
    if not (count := cases.count()):
        return
    shown = [f"{registers()[case.register].case} {case.number}/{case.year}" for case in cases[:_SHOWN]]
    raise UnitError(_HAS_WORK, code=unit.code, count=count, cases=", ".join(shown) + (" …" if count > _SHOWN else ""))
