"""What is wrong with the definition of a register although each part of it is well formed."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from tonghop.catalog.indicators import indicators
from tonghop.catalog.registers.model import (
    PLACE,
    PLACES,
    Bound,
    DocumentOf,
    FieldOf,
    Kind,
    Limit,
    Measure,
    Offshoot,
    Privacy,
    Register,
    State,
    Take,
    Transition,
)

Place = tuple[str | int, ...]
Problems = Iterator[tuple[Place, str]]
Fed = tuple[str, Place]
"""Where a measure names its indicator: the key of its register, and the place in that."""

_LONGEST = 40
_SUMMED = frozenset({Kind.COUNT, Kind.MONEY, Kind.AREA})
_NUMBERS = _SUMMED | {Kind.YEAR}
_DAYS = {name: FieldOf(label=name, type=Kind.DATE) for name in ("received", "today")}


def problems(register: Register) -> Problems:
    """Names that lead nowhere and parts that do not go together, with where they stand."""
    fields, states = register.fields, register.states
    yield from _missing(("begins",), (register.begins,), states, "trạng thái")
    yield from _of_title(register)
    yield from _long(register)
    for key, step in register.transitions.items():
        at = ("transitions", key)
        yield from _missing((*at, "from"), step.sources, states, "trạng thái")
        yield from _missing((*at, "to"), _named(step.target), states, "trạng thái")
        yield from _missing((*at, "needs"), step.needs, fields, "trường")
        yield from _missing((*at, "other_than"), _named(step.other_than), register.transitions, "bước")
        if step.other_than == key:
            yield (*at, "other_than"), "phải là một bước khác"
        yield from _of_together(register, (*at, "together"), step)
    for key, state in states.items():
        yield from _conditions(("states", key, "when"), state.when, fields)
        yield from _of_parts(register, ("states", key), state)
    for key in sorted(states.keys() - _ending(register)):
        yield ("states", key), f"từ trạng thái `{key}` không có bước nào dẫn tới kết thúc"
    for key, limit in register.limits.items():
        yield from _of_limit(register, ("limits", key), limit)
    for at_bound, bound in enumerate(register.bounds):
        yield from _of_bound(fields, ("bounds", at_bound), bound)
    for key, measure in register.measures.items():
        yield from _of_measure(register, ("measures", key), measure)
    yield from _of_counts(register)
    for key, field in fields.items():
        yield from _of_field(("fields", key), field)
        yield from _conditions(("fields", key, "when"), field.when, fields)
    if outside := register.outside:
        yield from _missing(("outside",), (*outside.asks, *outside.given, outside.answer), fields, "trường")
        yield from _missing(("outside", "rating"), (outside.rating,), register.transitions, "bước")
    yield from _onward(register)
    for key, document in register.documents.items():
        yield from _of_document(register, ("documents", key), document)


def problems_between(register: Register, known: Mapping[str, Register]) -> Problems:
    """What a register says of others that does not fit them; nothing gets less private on its way."""
    levels = list(Privacy)
    for place, item in _offshoots(register):
        yield from _missing((*place, "to"), (item.to,), known, "sổ")
        target = known[item.to].fields
        for part, named in (("fields", item.fields), ("given", item.given)):
            yield from _missing((*place, part), named, target, f"trường của sổ `{item.to}`:")
        for name, source in item.fields.items():
            if levels.index(target[name].privacy) < levels.index(register.fields[source].privacy):
                yield (*place, "fields"), f"`{name}` của sổ `{item.to}` kém riêng tư hơn `{source}`"
        for name, value in item.given.items():
            if target[name].choices:
                yield from _missing((*place, "given"), (value,), target[name].choices, f"lựa chọn của `{name}`")
    yield from _together_between(register, known)


def _together_between(register: Register, known: Mapping[str, Register]) -> Problems:
    """The steps of parts end them, and ask for nothing but what the step asks for with which they are taken."""
    for key, step in register.transitions.items():
        place = ("transitions", key, "together")
        for to, lower in register.ended_with(key).items():
            yield from _missing(place, (lower,), known[to].transitions, f"bước của sổ `{to}`:")
            taken = known[to].transitions[lower]
            if not (taken.target and known[to].states[taken.target].outcome):
                yield place, f"bước `{lower}` của sổ `{to}` không kết thúc hồ sơ"
            yield from _missing(place, taken.needs, step.needs, "trong `needs` trường")


def fed_twice(known: Iterable[Register]) -> Iterator[tuple[str, Fed, Fed]]:
    """The indicators that two measures feed, with the two; every unit may keep every register."""
    first: dict[str, Fed] = {}
    for register in known:
        for key, measure in register.measures.items():
            if measure.indicator:
                fed = register.key, ("measures", key, "indicator")
                if first.setdefault(measure.indicator, fed) != fed:
                    yield measure.indicator, first[measure.indicator], fed


def _ending(register: Register) -> set[str]:
    """The states that are ends, and those from which steps lead to one."""
    ending = {key for key, state in register.states.items() if state.outcome}
    for _ in register.states:
        ending |= {source for step in register.transitions.values() if step.target in ending for source in step.sources}
    return ending


def _of_parts(register: Register, place: Place, state: State) -> Problems:
    """The parts that must have ended before a state, and those that may still be added to what has ended."""
    yield from _missing((*place, "awaits"), state.awaits, register.parts, "phần")
    yield from _missing((*place, "adds"), state.adds, register.parts, "phần")
    if state.adds and not state.outcome:
        yield (*place, "adds"), "chỉ ghi `adds` ở trạng thái đã kết thúc"
    for key in set(state.adds) & set(state.awaits):
        yield (*place, "adds"), f"phần `{key}` đã có ở `awaits`, không thêm được nữa"


def _of_together(register: Register, place: Place, step: Transition) -> Problems:
    """The parts that end with a case are among those that must have ended before."""
    awaited = register.states[step.target].awaits if step.target else ()
    yield from _missing(place, step.together, awaited, "trong `awaits` của trạng thái đích phần")


def _of_title(register: Register) -> Problems:
    """The title is told wherever the case is, so all that it is made of must be open."""
    named = PLACE.findall(register.title)
    yield from _missing(("title",), named, register.fields, "trường")
    for name in named:
        if register.fields[name].privacy is not Privacy.OPEN:
            yield ("title",), f"trường `{name}` không phải ai cũng được xem"


def _long(register: Register) -> Problems:
    """Names that are longer than the database keeps them."""
    for part, named in (("states", register.states), ("transitions", register.transitions)):
        yield from (((part, key), f"tên `{key}` dài quá {_LONGEST} ký tự") for key in named if len(key) > _LONGEST)
    for key, state in register.states.items():
        if len(state.outcome) > _LONGEST:
            yield ("states", key, "outcome"), f"tên `{state.outcome}` dài quá {_LONGEST} ký tự"


def _of_document(register: Register, place: Place, document: DocumentOf) -> Problems:
    yield from _missing((*place, "steps"), document.steps, register.transitions, "bước")
    yield from _conditions((*place, "when"), document.when, register.fields)
    yield from _missing((*place, "amounts"), document.amounts, _summed(register.fields), "trường số")
    for at, text in document.texts():
        yield from _missing((*place, *at), PLACE.findall(text), register.places, "trường")
        if set(PLACE.sub("", text)) & set("{}"):
            yield (*place, *at), "chỗ điền phải là một tên trong ngoặc nhọn, như `{reason}`"
    for name in PLACES & register.fields.keys():
        yield ("fields", name), f"tên `{name}` đã dùng cho một chỗ điền của văn bản"


def _of_limit(register: Register, place: Place, limit: Limit) -> Problems:
    fields, states = register.fields, register.states
    yield from _missing((*place, "begins"), (limit.begins,), states, "trạng thái")
    yield from _missing((*place, "ends"), limit.ends, states, "trạng thái")
    yield from _missing((*place, "field"), _named(limit.field), fields, "trường")
    yield from _conditions((*place, "waived"), limit.waived, fields)
    for at, version in enumerate(limit.versions):
        at_version = (*place, "versions", at)
        yield from _conditions((*at_version, "when"), version.when, fields)
        if not (version.days or version.months):
            yield at_version, "thiếu `days` hoặc `months`"


def _of_bound(fields: Mapping[str, FieldOf], place: Place, bound: Bound) -> Problems:
    yield from _missing(place, (bound.field,), fields, "trường")
    if bool(bound.at_most) is bool(bound.at_least):
        yield place, "cần đúng một trong `at_most`, `at_least`"
    known = {**fields, **_DAYS}
    yield from _missing(place, (bound.other,), known, "trường")
    if known[bound.other].type is not fields[bound.field].type:
        yield place, f"`{bound.field}` và `{bound.other}` không cùng loại"
    if bound.plus:
        summed = {key: field for key, field in _summed(fields).items() if field.type is fields[bound.field].type}
        yield from _missing((*place, "plus"), (bound.plus,), summed, "trường số cùng loại")


def _of_measure(register: Register, place: Place, measure: Measure) -> Problems:
    fields = register.fields
    outcomes = {state.outcome: None for state in register.states.values() if state.outcome}
    yield from _missing((*place, "sum"), _named(measure.sum), _summed(fields), "trường số")
    yield from _missing((*place, "distinct"), _named(measure.distinct), fields, "trường")
    yield from _missing((*place, "outcome"), _named(measure.outcome), outcomes, "kết quả")
    yield from _missing((*place, "indicator"), _named(measure.indicator), indicators(), "chỉ tiêu")
    yield from _missing((*place, "reached"), measure.reached, register.states, "trạng thái")
    yield from _conditions((*place, "when"), measure.when, fields)
    years = [key for key, field in fields.items() if field.type in (Kind.YEAR, Kind.COUNT)]
    yield from _missing((*place, "year"), _named(measure.year), years, "trường năm")
    if bool(measure.reached) is not (measure.take is Take.REACHED):
        yield place, '`reached` và `take = "reached"` phải đi cùng nhau'
    if sum(map(bool, (measure.sum, measure.distinct, measure.days))) > 1:
        yield place, "chỉ được có một trong `sum`, `distinct`, `days`"
    if measure.days and measure.indicator:
        yield (*place, "indicator"), "số ngày bình quân, trung vị không kết chuyển vào chỉ tiêu"


def _of_counts(register: Register) -> Problems:
    counts = {key: measure for key, measure in register.measures.items() if measure.additive}
    for key, rate in register.rates.items():
        yield from _missing(("rates", key, "part"), rate.part, counts, "số đếm")
        yield from _missing(("rates", key, "whole"), rate.whole, counts, "số đếm")
    for at, identity in enumerate(register.identities):
        yield from _missing(("identities", at), (*identity.left, *identity.right), counts, "số đếm")
    yield from _missing(("breakdowns",), register.breakdowns, register.fields, "trường")


def _of_field(place: Place, field: FieldOf) -> Problems:
    for name, value in (("least", field.least), ("most", field.most)):
        if value is not None and field.type not in _NUMBERS:
            yield (*place, name), f"chỉ trường số mới có `{name}`"
    if field.least is not None and field.most is not None and field.least > field.most:
        yield (*place, "least"), "`least` lớn hơn `most`"
    if field.required and field.when:
        yield (*place, "when"), "chỉ được có một trong `required`, `when`"


def _onward(register: Register) -> Problems:
    """Names that lead nowhere in what comes of its cases."""
    yield from _missing(("reviews",), _named(register.reviews), register.fields, "trường")
    for place, item in _offshoots(register):
        yield from _missing((*place, "fields"), item.fields.values(), register.fields, "trường")
    for key, conversion in register.conversions.items():
        at = ("conversions", key, "step")
        yield from _missing(at, _named(conversion.step), register.transitions, "bước")
        if conversion.step and register.transitions[conversion.step].needs:
            yield at, f"bước `{conversion.step}` còn đòi nhập trường khác"


def _offshoots(register: Register) -> Iterator[tuple[Place, Offshoot]]:
    yield from ((("parts", key), item) for key, item in register.parts.items())
    yield from ((("conversions", key), item) for key, item in register.conversions.items())


def _conditions(place: Place, when: Mapping[str, tuple[str, ...]], fields: Mapping[str, FieldOf]) -> Problems:
    yield from _missing(place, when, fields, "trường")
    for name, values in when.items():
        yield from _missing(place, values, fields[name].choices, f"lựa chọn của `{name}`")


def _summed(fields: Mapping[str, FieldOf]) -> dict[str, FieldOf]:
    return {key: field for key, field in fields.items() if field.type in _SUMMED}


def _named(*names: str) -> tuple[str, ...]:
    return tuple(filter(None, names))


def _missing(place: Place, names: Iterable[str], known: Collection[str], what: str) -> Problems:
    for name in names:
        if name not in known:
            yield place, f"không có {what} `{name}`"
