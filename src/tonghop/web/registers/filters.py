"""What the list of a register is asked for, and by what its file lets it be narrowed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils.timezone import localdate

from tonghop.catalog.registers import FieldOf, Kind, Register
from tonghop.ledger import access, cases, units
from tonghop.ledger.cases import Sought
from tonghop.ledger.cases.naming import Names, names_at
from tonghop.ledger.models import Unit
from tonghop.ledger.rights import Action
from tonghop.web.asked import day_of
from tonghop.web.numbers import Speech
from tonghop.web.people import MemberRequest

FIRST, LAST = "tu", "den"
_BELOW, _PERSON, _FIELD = "don-vi", "nguoi", "loc-"
_LATE = {"qua-han": "overdue", "sap-den-han": "soon"}
_KEPT = ("unit", "q", "trang-thai", "han", "cua-toi", "dang-mo", "xem", _BELOW, _PERSON, FIRST, LAST)
_MOST = 400
"""How many choices a list to choose from may have."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A way to narrow a list: its name in the address, what it is called, its choices in words, which was chosen."""

    name: str
    label: str
    options: Mapping[str, str]
    chosen: str


@dataclass(frozen=True, slots=True)
class Active:
    """What narrows a list now, in words, and the question of the address without it."""

    label: str
    words: str
    rest: str


def kept(register: Register) -> tuple[str, ...]:
    """The names in the address of a list that say which cases of a register it shows, and how."""
    return *_KEPT, *(_FIELD + key for key in cases.sieves(register))


def sought_by(request: MemberRequest, register: Register, place: Unit) -> Sought:
    """The cases that the address asks for, at a unit or one below it; raises UnknownUnit, Forbidden."""
    given = request.GET
    if code := given.get(_BELOW, "").strip():
        place = units.find(code)
        access.require(request.account, Action.SEE_CASES, place)
    return Sought(
        register.key,
        place,
        state=given.get("trang-thai", ""),
        words=given.get("q", "")[:200],
        late=_LATE.get(given.get("han", ""), ""),
        handler=request.account if given.get("cua-toi") else None,
        only_open=bool(given.get("dang-mo")),
        person=given.get(_PERSON, ""),
        first=day_of(given.get(FIRST, "")),
        last=day_of(given.get(LAST, "")),
        fields={key: given.get(_FIELD + key, "") for key in cases.sieves(register)},
    )


def narrows(sought: Sought, place: Unit) -> bool:
    """Whether not all cases at a unit are asked for, whatever their state."""
    asked = (sought.words, sought.late, sought.handler, sought.only_open, sought.person, sought.first, sought.last)
    return any((*asked, *sought.fields.values(), sought.unit != place))


def filters(register: Register, place: Unit, given: Mapping[str, str], speech: Speech) -> list[Filter]:
    """By what the cases of a register at a unit can be narrowed; a list too long to choose from is left out."""
    names = names_at(place, localdate())
    offered = [
        _filter(name, label, options, given) for name, label, options in _offered(register, place, names, speech)
    ]
    return [item for item in offered if item.chosen or 0 < len(item.options) <= _MOST]


def _filter(name: str, label: str, options: Mapping[str, str], given: Mapping[str, str]) -> Filter:
    chosen = given.get(name, "")
    held = options if len(options) <= _MOST else {}
    return Filter(name, label, held if not chosen else {chosen: options.get(chosen, chosen)} | dict(held), chosen)


def _offered(
    register: Register, place: Unit, names: Names, speech: Speech
) -> Iterator[tuple[str, str, Mapping[str, str]]]:
    below = units.children(place.code, localdate())
    yield _BELOW, speech.say("Đơn vị có hồ sơ"), {code: names.units[code] for code in below if code in names.units}
    if person := next((item for item in register.fields.values() if item.type is Kind.ACCOUNT), None):
        yield _PERSON, speech.say(person.label), names.accounts
    for key, item in cases.sieves(register).items():
        yield _FIELD + key, speech.say(item.label), _options(item, names, speech)


def _options(item: FieldOf, names: Names, speech: Speech) -> Mapping[str, str]:
    if item.type is Kind.YES_NO:
        return {"yes": speech.say("có"), "no": speech.say("không")}
    options = names.of(item)
    return {key: speech.say(label) for key, label in options.items()} if item.type is Kind.CHOICE else options


def active(offered: list[Filter], sought: Sought, query: QueryDict, speech: Speech) -> list[Active]:
    """What narrows a list now, each with the address that leaves it out."""
    days: list[tuple[str, str, date | None]] = [
        (FIRST, "Tiếp nhận từ ngày", sought.first),
        (LAST, "Tiếp nhận đến ngày", sought.last),
    ]
    chosen = [(item.name, item.label, item.options[item.chosen]) for item in offered if item.chosen]
    chosen += [(name, speech.say(label), speech.day(day)) for name, label, day in days if day]
    return [Active(label, words, _without(query, name)) for name, label, words in chosen]


def _without(query: QueryDict, name: str) -> str:
    rest = query.copy()
    rest.pop(name, None)
    return rest.urlencode()
