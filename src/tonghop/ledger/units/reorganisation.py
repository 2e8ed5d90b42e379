"""Merging, splitting and rearranging units: figures of the past stay where they were, and shares say what became of
them, so that every sum can be restated."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from tonghop.ledger.errors import UnknownIndicator, refuse_long
from tonghop.ledger.handing import Handing
from tonghop.ledger.models import Indicator, Lineage, Unit, UnitKind, UnitParent
from tonghop.ledger.units import bequest, journal, steps, totals
from tonghop.ledger.units.errors import UnitError
from tonghop.ledger.units.hierarchy import find, find_all
from tonghop.ledger.units.timeline import at
from tonghop.ledger.units.values import Author, Method, New, Part

_NOTHING = "Chưa có đơn vị nào để sắp xếp. Ghi ít nhất một đơn vị cũ và một đơn vị mới."
_TWICE = "“{predecessor}” chuyển vào “{successor}” được ghi hai lần. Gộp thành một tỷ lệ."
_SHARE = "Tỷ lệ của “{predecessor}” chuyển vào “{successor}” là {share}. Tỷ lệ phải lớn hơn 0% và không quá 100%."
_SUM = "Các tỷ lệ của “{predecessor}” cộng lại bằng {sum}, không bằng 100%. Sửa tỷ lệ rồi ghi lại."
_PARTLY_UNKNOWN = "Tỷ lệ của “{predecessor}” chỉ được ghi một phần. Ghi đủ các tỷ lệ, hoặc để tất cả là chưa xác định."
_NOT_GENERAL = (
    "Tỷ lệ riêng của chỉ tiêu “{indicator}” có “{successor}” là đơn vị không nhận phần nào của “{predecessor}”."
)
_UNUSED = "Đơn vị mới “{code}” không nhận phần nào của đơn vị cũ. Ghi tỷ lệ nhận, hoặc lập riêng đơn vị đó."
_BORN = "Đơn vị mới “{code}” phải có từ đúng ngày sắp xếp {day}."
_SAME_DAY = "Ngày {day} đơn vị “{code}” đã có sắp xếp khác. Ghi chung thành một lần sắp xếp."
_HOMELESS = "Chưa rõ “{code}” thuộc “{predecessor}” chuyển về đơn vị nào. Ghi đơn vị mới của “{code}”."
_NO_RECORD = "Không có lần sắp xếp nào của “{code}” ngày {day}. Kiểm tra lại mã đơn vị và ngày."
_OTHERS = "Các đơn vị nhận phần của “{code}” ngày {day} là {successors}. Ghi tỷ lệ cho đúng các đơn vị đó."

_LONGEST_DECISION = 200


def merge(predecessors: Sequence[str], into: New | str, day: date, by: Author, decision: str = "") -> None:
    """Make several units one from `day` on: a new one, or one that is there already (it may be among them).

    What belonged to them belongs to it, except their departments, which end. Raises UnitError, UnknownUnit.
    """
    new = [into] if isinstance(into, New) else []
    code = into.code if isinstance(into, New) else into
    reorganise(day, [Part(each, code) for each in predecessors if each != code], by, new=new, decision=decision)


def split(
    parts: Sequence[Part],
    day: date,
    by: Author,
    new: Sequence[New] = (),
    placed: Mapping[str, str] | None = None,
    decision: str = "",
) -> None:
    """Divide one unit among several from `day` on; it lives on where it is among them. As `reorganise`."""
    reorganise(day, parts, by, new=new, placed=placed, decision=decision)


@transaction.atomic
def reorganise(
    day: date,
    parts: Sequence[Part],
    by: Author,
    new: Sequence[New] = (),
    placed: Mapping[str, str] | None = None,
    decision: str = "",
) -> None:
    """Rearrange any number of units into any number of others on one day.

    A predecessor that is no successor ends, with its departments. Other units below it go to its only successor, or
    to the one that `placed` names (code → code). Its open cases go on, on that day: with their place, where that is
    said, else at its greatest successor. Raises UnitError, UnknownUnit, UnknownIndicator.
    """
    totals.lock()
    refuse_long("Căn cứ", decision, _LONGEST_DECISION)
    _insist_whole(parts)
    general = [part for part in parts if part.indicator is None]
    before = {part.predecessor for part in general}
    after = {part.successor for part in general}
    _insist_new(new, after, day)
    touched = sorted(before | after)
    was = journal.state(touched, day)
    units = dict(find_all(sorted((before | after) - {item.code for item in new})))
    for unit in units.values():
        steps.insist_alive_on(unit, day)
    _insist_first_today(units, before, after, day)
    units.update(steps.insert(new))
    moved = _rehouse(units, general, placed or {}, day)
    for code in sorted(before - after):
        steps.close(units[code], day, bequeathed=True)
    _write_lineage(parts, units, day, decision)
    if day <= localdate():
        bequest.hand_over_work(before - after, Handing(by.actor, day, by.reason, decision))
    state = {**journal.state(touched, day), "lineage": [_line(part) for part in parts], "moved": moved}
    journal.write("unit.reorganise", None, by, day, was, {**state, "decision": decision})


@transaction.atomic
def state_shares(predecessor: str, day: date, parts: Sequence[Part], by: Author) -> None:
    """State anew the shares into which a unit was divided on `day`, among the same successors.

    Only those of the indicators that parts are given for change (None: the general ones); the others stay.
    Raises UnitError, UnknownUnit, UnknownIndicator.
    """
    totals.lock()
    unit = find(predecessor)
    rows = Lineage.objects.filter(predecessor=unit, date=day).select_related("predecessor", "successor", "indicator")
    if not rows:
        raise UnitError(_NO_RECORD, code=predecessor, day=f"{day:%d/%m/%Y}")
    old, stated = [_part(row) for row in rows], {part.indicator for part in parts}
    whole = [*(part for part in old if part.indicator not in stated), *parts]
    _insist_whole(whole)
    successors = {row.successor.code: row.successor for row in rows}
    named = {part.successor for part in whole if part.indicator is None}
    if named != successors.keys() or {part.predecessor for part in parts} != {predecessor}:
        raise UnitError(_OTHERS, code=predecessor, day=f"{day:%d/%m/%Y}", successors=", ".join(sorted(successors)))
    decision = rows[0].decision
    rows.delete()
    _write_lineage(whole, {**successors, predecessor: unit}, day, decision)
    before, after = ({"lineage": [_line(part) for part in each]} for each in (old, whole))
    journal.write("unit.shares", unit, by, day, before, after)


def _insist_whole(parts: Sequence[Part]) -> None:
    """Shares of each predecessor add up to one, in general and for each indicator of its own shares."""
    if not parts:
        raise UnitError(_NOTHING)
    shares: dict[tuple[str, str | None], dict[str, Part]] = {}
    for part in parts:
        group = shares.setdefault((part.predecessor, part.indicator), {})
        if part.successor in group:
            raise UnitError(_TWICE, predecessor=part.predecessor, successor=part.successor)
        group[part.successor] = part
    for (predecessor, indicator), group in shares.items():
        _insist_one(predecessor, group.values())
        for successor in group.keys() - shares.get((predecessor, None), {}).keys():
            raise UnitError(_NOT_GENERAL, indicator=indicator, successor=successor, predecessor=predecessor)


def _insist_one(predecessor: str, group: Iterable[Part]) -> None:
    known = [part.share for part in group if part.share is not None and part.method != Method.UNKNOWN]
    unknown = [part for part in group if part.share is None and part.method == Method.UNKNOWN]
    if len(known) + len(unknown) != len(list(group)) or (known and unknown):
        raise UnitError(_PARTLY_UNKNOWN, predecessor=predecessor)
    for part in group:
        if part.share is not None and not 0 < part.share <= 1:
            raise UnitError(_SHARE, predecessor=predecessor, successor=part.successor, share=_percent(part.share))
    if known and (whole := sum(known, Decimal(0))) != 1:
        raise UnitError(_SUM, predecessor=predecessor, sum=_percent(whole))


def _percent(share: Decimal) -> str:
    """A share as a percentage, as people write it, nothing rounded."""
    return f"{share.scaleb(2).normalize():f}%".replace(".", ",")


def _insist_new(new: Sequence[New], after: set[str], day: date) -> None:
    for item in new:
        if item.code not in after:
            raise UnitError(_UNUSED, code=item.code)
        if item.born != day:
            raise UnitError(_BORN, code=item.code, day=f"{day:%d/%m/%Y}")


def _insist_first_today(units: Mapping[str, Unit], before: set[str], after: set[str], day: date) -> None:
    """Nothing both takes in and gives away on one day in two operations, or it could not be said what came first."""
    given = Q(predecessor__code__in=before | after)
    taken = Q(successor__code__in=before)
    for row in Lineage.objects.filter(given | taken, date=day).select_related("predecessor", "successor")[:1]:
        code = row.predecessor.code if row.predecessor.code in units else row.successor.code
        raise UnitError(_SAME_DAY, code=code, day=f"{day:%d/%m/%Y}")


def _rehouse(units: Mapping[str, Unit], parts: Sequence[Part], placed: Mapping[str, str], day: date) -> dict[str, str]:
    """Move what belongs to the predecessors to their successors; which unit went where, by code."""
    successors: dict[str, list[str]] = {}
    for part in parts:
        successors.setdefault(part.predecessor, []).append(part.successor)
    rows = UnitParent.objects.filter(at(day), parent__code__in=successors).exclude(unit__kind=UnitKind.DEPARTMENT)
    moved = {}
    for row in rows.select_related("unit", "parent").order_by("unit__code"):
        code, old = row.unit.code, row.parent.code
        target = placed.get(code) or (old if old in successors[old] else None)
        if target is None and len(successors[old]) == 1:
            target = successors[old][0]
        if target is None or target not in successors[old]:
            raise UnitError(_HOMELESS, code=code, predecessor=old)
        if target != old:
            steps.put_under(row.unit, units[target], day)
            moved[code] = target
    return moved


def _write_lineage(parts: Sequence[Part], units: Mapping[str, Unit], day: date, decision: str) -> None:
    keys = {part.indicator for part in parts if part.indicator}
    indicators = {item.key: item for item in Indicator.objects.filter(key__in=keys)}
    for key in sorted(keys - indicators.keys()):
        raise UnknownIndicator(key)
    Lineage.objects.bulk_create(
        Lineage(
            predecessor=units[part.predecessor],
            successor=units[part.successor],
            date=day,
            share=part.share,
            method=part.method,
            indicator=indicators[part.indicator] if part.indicator else None,
            decision=decision,
        )
        for part in parts
    )


def _part(row: Lineage) -> Part:
    indicator = row.indicator.key if row.indicator else None
    return Part(row.predecessor.code, row.successor.code, row.share, Method(row.method), indicator)


def _line(part: Part) -> dict[str, str | None]:
    share = str(part.share) if part.share is not None else None
    return {
        "predecessor": part.predecessor,
        "successor": part.successor,
        "share": share,
        "method": part.method.value,
        "indicator": part.indicator,
    }
