"""What the list of a register is asked for, and by what its file lets it be narrowed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.timezone import localdate

from tonghop.catalog.registers import FieldOf, Kind, Register
from tonghop.ledger import access, cases, units
from tonghop.ledger.cases import Sought
from tonghop.ledger.cases.naming import Names, names_at
from tonghop.ledger.models import Unit
from tonghop.ledger.rights import Action
from tonghop.web.asked import REPEATED, Misread, day_of
from tonghop.web.numbers import Speech
from tonghop.web.people import MemberRequest

FIRST, LAST, STATE = "tu", "den", "trang-thai"
_WORDS, _DUE, _MINE, _OPEN = "q", "han", "cua-toi", "dang-mo"
_BELOW, _PERSON, _FIELD = "don-vi", "nguoi", "loc-"
_LATE = {"qua-han": "overdue", "sap-den-han": "soon"}
_LATE_IN_WORDS = {"overdue": "quá hạn", "soon": "đến hạn trong 7 ngày"}
IN_SIGHT = frozenset({_WORDS, STATE, _DUE, _MINE, _OPEN})
"""What is asked for in the first line of the form, before anything is opened."""
_YES_NO = ("yes", "no")
_KEPT = ("unit", _WORDS, STATE, _DUE, _MINE, _OPEN, "xem", _BELOW, _PERSON, FIRST, LAST)
_MOST = 400
"""How many choices a list to choose from may have."""
_PAPER = "vi"


@dataclass(frozen=True, slots=True)
class Filter:
    """A way to narrow a list: its name in the address, what it is called, its choices in words, which was chosen."""

    name: str
    label: str
    options: Mapping[str, str]
    chosen: str


@dataclass(frozen=True, slots=True)
class Active:
    """What narrows a list now: its name in the address, what it is called, and its choice in words, if it has some."""

    name: str
    label: str
    words: str = ""

    def __str__(self) -> str:
        return f"{self.label}: {self.words}" if self.words else self.label


def kept(register: Register) -> tuple[str, ...]:
    """The names in the address of a list that say which cases of a register it shows, and how."""
    return *_KEPT, *(_FIELD + key for key in cases.sieves(register))


def sought_by(request: MemberRequest, register: Register, place: Unit) -> Sought:
    """The cases that the address asks for, at a unit or one below it; raises UnknownUnit, Forbidden."""
    asked = understood(register, request.GET)
    if code := asked.get(_BELOW, ""):
        place = units.find(code)
        access.require(request.account, Action.SEE_CASES, place)
    return Sought(
        register.key,
        place,
        state=asked.get(STATE, ""),
        words=asked.get(_WORDS, "")[:200],
        late=_LATE.get(asked.get(_DUE, ""), ""),
        handler=request.account if asked.get(_MINE) else None,
        only_open=bool(asked.get(_OPEN)),
        person=asked.get(_PERSON, ""),
        first=day_of(asked.get(FIRST, "")),
        last=day_of(asked.get(LAST, "")),
        fields={key: asked.get(_FIELD + key, "") for key in cases.sieves(register)},
    )


def understood(register: Register, given: Mapping[str, str]) -> dict[str, str]:
    """What an address asks for, without what says nothing and the blanks around it."""
    wrong = {item.name for item in misread(register, given)}
    return {name: text.strip() for name, text in given.items() if name not in wrong}


def misread(register: Register, given: Mapping[str, str]) -> list[Misread]:
    """What would narrow a list, but says nothing that can be asked for; so it narrows nothing.

    Fields by which the register is not narrowed are called as the address calls them.
    """
    told = [(name, label, given.get(name, "").strip(), valid) for name, label, valid in _checked(register)]
    wrong = [(name, label, text) for name, label, text, valid in told if text and not valid(text)]
    strange = given.keys() - set(kept(register))
    wrong += [(name, name, given[name]) for name in sorted(strange) if name.startswith(_FIELD)]
    return [Misread(name, label, text[:REPEATED]) for name, label, text in wrong]


def _checked(register: Register) -> Iterator[tuple[str, str, Callable[[str], object]]]:
    """The ways to narrow a list that take only some texts, with what says which."""
    yield STATE, "Trạng thái", register.states.__contains__
    yield _DUE, "Thời hạn", _LATE.__contains__
    yield FIRST, "Tiếp nhận từ ngày", day_of
    yield LAST, "Tiếp nhận đến ngày", day_of
    for key, item in cases.sieves(register).items():
        if item.type is Kind.CHOICE:
            yield _FIELD + key, item.label, item.choices.__contains__
        elif item.type is Kind.YES_NO:
            yield _FIELD + key, item.label, _YES_NO.__contains__


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


def active(register: Register, offered: list[Filter], sought: Sought, speech: Speech) -> list[Active]:
    """What narrows a list now."""
    say, words = speech.say, sought.words
    alone = [(_MINE, "Chỉ việc của tôi", sought.handler), (_OPEN, "Chỉ hồ sơ đang mở", sought.only_open)]
    told = [
        Active(_WORDS, say("Tìm"), f"“{words}”" if words else ""),
        Active(STATE, say("Trạng thái"), say(register.states[sought.state].label) if sought.state else ""),
        Active(_DUE, say("Thời hạn"), say(_LATE_IN_WORDS[sought.late]) if sought.late else ""),
        *(Active(item.name, item.label, item.options[item.chosen] if item.chosen else "") for item in offered),
        Active(FIRST, say("Tiếp nhận từ ngày"), speech.day(sought.first) if sought.first else ""),
        Active(LAST, say("Tiếp nhận đến ngày"), speech.day(sought.last) if sought.last else ""),
    ]
    return [item for item in told if item.words] + [Active(name, say(label)) for name, label, holds in alone if holds]


def narrowed_to(register: Register, place: Unit, given: Mapping[str, str], sought: Sought) -> str:
    """What a list is narrowed to, as official papers tell it; empty where it is not."""
    speech = Speech(_PAPER)
    return "; ".join(map(str, active(register, filters(register, place, given, speech), sought, speech)))


def without(query: QueryDict, name: str) -> str:
    """The question of an address without what a name asks for."""
    rest = query.copy()
    rest.pop(name, None)
    return rest.urlencode()
