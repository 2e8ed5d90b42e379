"""Administrative units of the catalog as units of the ledger, with what they were before the reform of 2025."""

from collections.abc import Iterable
from datetime import date

from tonghop.catalog.administrative import (
    REFORM,
    AdministrativeUnit,
    Level,
    administrative_units,
    below,
    predecessors,
)
from tonghop.ledger import units
from tonghop.ledger.models import Unit, UnitKind
from tonghop.ledger.units import Author, Method, New, Part

Places = dict[str, AdministrativeUnit]
_BEFORE = date.min
_DECISION = "Sắp xếp đơn vị hành chính từ ngày 01/07/2025 (theo danh mục)"


def settle(unit: AdministrativeUnit, on: date, by: Author) -> None:
    """Create a unit, those above it and, of a district or province, the communes below it; what is there stays.

    From the reform on, their predecessors come too, with what became of them, so that figures can be compared.
    """
    communes = () if unit.level is Level.COMMUNE else below(unit.code, on)
    wanted = _with_those_above([unit, *communes], on)
    if on < REFORM:
        _create((_new(place, place.former, None) for place in wanted.values()), by)
        return
    ended = {place.code: place for code in wanted for place in predecessors().get(code, ())}
    divided = (administrative_units()[code] for place in ended.values() for code in place.successors)
    wanted |= _with_those_above(divided, on)
    lasting = [place for place in wanted.values() if place.born is None]
    old = _with_those_above([*ended.values(), *lasting], _BEFORE)
    _create((_new(place, place.former, None) for place in old.values()), by)
    _reform(old, wanted, ended, by)


def _with_those_above(places: Iterable[AdministrativeUnit], on: date) -> Places:
    """The places and all above them on a date, those above first."""
    found: Places = {}
    for place in places:
        chain = [place]
        while above := chain[-1].parent if on >= REFORM else chain[-1].former:
            chain.append(administrative_units()[above])
        found |= {each.code: each for each in reversed(chain)}
    return found


def _new(place: AdministrativeUnit, parent: str, born: date | None) -> New:
    return New(place.code, UnitKind(place.level.value), place.name, parent or None, born)


def _create(news: Iterable[New], by: Author) -> None:
    wanted = list(news)
    held = set(Unit.objects.filter(code__in=[new.code for new in wanted]).values_list("code", flat=True))
    if missing := [new for new in wanted if new.code not in held]:
        units.create(missing, by)


def _reform(old: Places, new: Places, ended: Places, by: Author) -> None:
    """Let the old units that have not ended yet end as they did, or go on under their province."""
    _create((_new(place, place.parent, REFORM) for place in new.values() if place.born), by)
    for place in old.values():
        if place.parent and units.parent_of(place.code, REFORM) != place.parent:
            units.move(place.code, place.parent, REFORM, by)
    _rearrange((place for place in ended.values() if place.level is not Level.PROVINCE), by)
    for place in old.values():
        if place.level is Level.DISTRICT and units.find(place.code).closed is None:
            units.close(place.code, REFORM, by)
    _rearrange((place for place in old.values() if place.level is Level.PROVINCE and place.closed), by)


def _rearrange(places: Iterable[AdministrativeUnit], by: Author) -> None:
    living = set(Unit.objects.filter(closed=None).values_list("code", flat=True))
    if parts := [part for place in places if place.code in living for part in _parts(place)]:
        units.reorganise(REFORM, parts, by, decision=_DECISION)


def _parts(place: AdministrativeUnit) -> list[Part]:
    if len(place.successors) == 1:
        return [Part(place.code, place.successors[0])]
    return [Part(place.code, successor, None, Method.UNKNOWN) for successor in place.successors]
