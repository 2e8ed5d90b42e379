"""Registers as data: one file of `data/registers` says all that the engine needs to know of one.

Fields, states, transitions, legal time limits, measures, identities between measures, and the indicators they feed.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tonghop.catalog.indicators import indicators
from tonghop.core.errors import CatalogError

Role = Literal["administrator", "synthesis", "officer", "head", "leader", "deputy"]


class Kind(StrEnum):
    """What a field holds. Money in đồng, areas in m²."""

    TEXT = "text"
    LONG = "long"
    CHOICE = "choice"
    COUNT = "count"
    MONEY = "money"
    AREA = "area"
    DATE = "date"
    YES_NO = "yes_no"
    UNIT = "unit"
    ACCOUNT = "account"
    PLACE = "place"


class Privacy(StrEnum):
    """Who sees a field: everybody who sees the case, those who may see persons, or those who handle the case."""

    OPEN = "open"
    PERSONAL = "personal"
    CONFIDENTIAL = "confidential"


class Clock(StrEnum):
    """What a transition does to the time limits that run."""

    GOES_ON = "goes_on"
    PAUSE = "pause"
    RESUME = "resume"
    EXTEND = "extend"


class Take(StrEnum):
    """What a measure counts of the cases of a span.

    Each case is at most one of OPENING (open when the span begins) and RECEIVED (came, or came back, within it), and of
    those each is one of RESOLVED (closed when the span ends) and PENDING (not).
    """

    OPENING = "opening"
    RECEIVED = "received"
    RESOLVED = "resolved"
    PENDING = "pending"
    ON_TIME = "on_time"  # resolved within the limit
    LATE = "late"  # resolved after it
    UNLIMITED = "unlimited"  # resolved, and there was no limit
    OVERDUE = "overdue"  # pending, the limit passed
    WITHIN = "within"  # pending, the limit not passed or none
    DUE = "due"  # resolved or not, the limit ended within the span


class _Part(BaseModel):
    """What all parts of a definition share: nothing beside what is described, nothing changed later."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class FieldOf(_Part):
    """A field of a case. `unit` is the counted noun of a count; `choices` are key → words of a choice."""

    label: str
    type: Kind = Kind.TEXT
    required: bool = False
    privacy: Privacy = Privacy.OPEN
    choices: Mapping[str, str] = Field(default_factory=dict)
    unit: str = ""


class State(_Part):
    """A state; `outcome` is how a case ended that is in it, empty where it is open."""

    label: str
    outcome: str = ""


class Transition(_Part):
    """A step from one of `sources` to `target`: who may take it, what must be filled, which document is issued.

    An empty target leaves the case where it is (an extension, a reminder).
    """

    label: str
    sources: tuple[str, ...] = Field(alias="from", min_length=1)
    target: str = Field(default="", alias="to")
    who: tuple[Role, ...] = Field(min_length=1)
    needs: tuple[str, ...] = ()
    issues: str = ""
    clock: Clock = Clock.GOES_ON


class LimitVersion(_Part):
    """A limit as one law states it. `when` limits it to cases whose field has one of these choices."""

    days: Annotated[int, Field(gt=0)]
    unit: Literal["working", "calendar"]
    since: date
    basis: str
    extension: Annotated[int, Field(ge=0)] = 0
    moves: bool = False
    when: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)


class Limit(_Part):
    """A time limit: from entering the state `begins` until one of the states `ends` is reached.

    It is set by law (`versions`), or by whoever gave the work, in the `field` that holds the day. The `main` limit is
    the one by which a case is on time or late.
    """

    label: str
    begins: str
    ends: tuple[str, ...] = Field(min_length=1)
    main: bool = False
    field: str = ""
    versions: tuple[LimitVersion, ...] = ()


class Measure(_Part):
    """A count of cases, or a sum of one field over them. `outcome` limits it to cases that ended so."""

    label: str
    take: Take
    sum: str = ""
    outcome: str = ""
    indicator: str = ""


class Rate(_Part):
    """A percentage of two measures under a name that says which: on time of the resolved, of the due, of all."""

    label: str
    part: tuple[str, ...]
    whole: tuple[str, ...]
    basis: str = ""


class Identity(_Part):
    """Sums of measures that are always equal."""

    left: tuple[str, ...]
    right: tuple[str, ...]


class Register(_Part):
    """A register. `case` is what one case is called (`đơn`, `hồ sơ`), `number` how a case is numbered within a year."""

    key: str
    name: str
    case: str
    number: str
    title: str
    begins: str
    fields: Mapping[str, FieldOf]
    states: Mapping[str, State]
    transitions: Mapping[str, Transition]
    limits: Mapping[str, Limit] = Field(default_factory=dict)
    measures: Mapping[str, Measure]
    rates: Mapping[str, Rate] = Field(default_factory=dict)
    breakdowns: tuple[str, ...] = ()
    identities: tuple[Identity, ...] = ()

    @property
    def main_limit(self) -> Limit | None:
        """The limit by which a case is on time or late, where there is one."""
        return next((limit for limit in self.limits.values() if limit.main), None)


@cache
def registers() -> Mapping[str, Register]:
    """All registers of the catalog by key; raises CatalogError naming file and line."""
    folder = files("tonghop.catalog").joinpath("data", "registers")
    found = {}
    for file in sorted(folder.iterdir(), key=lambda item: item.name):
        key = file.name.removesuffix(".toml")
        found[key] = read_register(key, file.name, file.read_text("utf-8"))
    return MappingProxyType(found)


def read_register(key: str, file: str, text: str) -> Register:
    """The register that a file defines; raises CatalogError naming file and line."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CatalogError(f"{file}: {error}") from error
    try:
        register = Register.model_validate({"key": key, **table})
    except ValidationError as error:
        first = error.errors()[0]
        raise CatalogError(f"{_place(file, text, first['loc'])}: {_told(first)}") from error
    for place, problem in _problems(register):
        raise CatalogError(f"{_place(file, text, place)}: {problem}")
    return register


Place = tuple[str | int, ...]


def _told(error: Any) -> str:
    """What pydantic found wrong, in Vietnamese."""
    name = str(error["loc"][-1]) if error["loc"] else ""
    match error["type"]:
        case "missing":
            return f"thiếu `{name}`"
        case "extra_forbidden":
            return f"không có mục nào tên là `{name}`"
        case _:
            return f"`{name}` không nhận giá trị `{error['input']}`"


def _problems(register: Register) -> Iterator[tuple[Place, str]]:
    """Names that lead nowhere, with where they stand."""
    states, fields, measures = register.states, register.fields, register.measures
    yield from _missing(("begins",), (register.begins,), states, "trạng thái")
    for key, step in register.transitions.items():
        at = ("transitions", key)
        yield from _missing((*at, "from"), step.sources, states, "trạng thái")
        yield from _missing((*at, "to"), filter(None, (step.target,)), states, "trạng thái")
        yield from _missing((*at, "needs"), step.needs, fields, "trường")
    for key, limit in register.limits.items():
        yield from _missing(("limits", key, "begins"), (limit.begins,), states, "trạng thái")
        yield from _missing(("limits", key, "ends"), limit.ends, states, "trạng thái")
        yield from _missing(("limits", key, "field"), filter(None, (limit.field,)), fields, "trường")
        for at_version, version in enumerate(limit.versions):
            place = ("limits", key, "versions", at_version, "when")
            yield from _missing(place, version.when, fields, "trường")
            for name, values in version.when.items():
                yield from _missing(place, values, fields[name].choices, f"lựa chọn của `{name}`")
    outcomes = {state.outcome: None for state in states.values() if state.outcome}
    for key, measure in measures.items():
        yield from _missing(("measures", key, "sum"), filter(None, (measure.sum,)), fields, "trường")
        yield from _missing(("measures", key, "outcome"), filter(None, (measure.outcome,)), outcomes, "kết quả")
        yield from _missing(
            ("measures", key, "indicator"), filter(None, (measure.indicator,)), indicators(), "chỉ tiêu"
        )
    for key, rate in register.rates.items():
        yield from _missing(("rates", key, "part"), rate.part, measures, "số đếm")
        yield from _missing(("rates", key, "whole"), rate.whole, measures, "số đếm")
    for at_identity, identity in enumerate(register.identities):
        yield from _missing(("identities", at_identity), (*identity.left, *identity.right), measures, "số đếm")
    yield from _missing(("breakdowns",), register.breakdowns, fields, "trường")
    yield from _missing(("title",), re.findall(r"\{(\w+)\}", register.title), fields, "trường")


def _missing(place: Place, names: Any, known: Mapping[str, Any], what: str) -> Iterator[tuple[Place, str]]:
    for name in names:
        if name not in known:
            yield place, f"không có {what} `{name}`"


def _place(file: str, text: str, place: Place) -> str:
    """File and line of a key of a TOML text: its own line, or that of the table it stands in."""
    lines = _lines(text)
    keys = tuple(place)
    while keys and keys not in lines:
        keys = keys[:-1]
    return f"{file}, dòng {lines[keys]}" if keys else file


def _lines(text: str) -> dict[Place, int]:
    """Where each key of a TOML text is set and each table opened; tables of an array are counted from 0."""
    found: dict[Place, int] = {}
    inside: Place = ()
    for number, line in enumerate(text.splitlines(), 1):
        if table := re.match(r"\[(\[)?([\w.]+)\]", line):
            inside = tuple(table[2].split("."))
            if table[1]:
                inside = (*inside, sum((*inside, at) in found for at in range(number)))
            found.setdefault(inside, number)
        elif key := re.match(r"(\w+)\s*=", line):
            found.setdefault((*inside, key[1]), number)
    return found
